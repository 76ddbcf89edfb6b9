#!/usr/bin/env python3
"""compile_indicators.py SHARED OUT: writes data/england from copies of the published files.

SHARED is a folder with data/indicators and data/series (what they are and where they come from is in
data/england/SOURCES.md).  Only figures are taken; what is left out is said there."""
import csv
import os
import sys

shared, out = sys.argv[1], sys.argv[2]
os.makedirs(out, exist_ok=True)

# column of our file: indicator of the Health Index
HEALTH = {
    'child_poverty': 'Child poverty', 'unemployment': 'Unemployment', 'pupil_absence': 'Pupil absences',
    'pupil_attainment': 'Pupil attainment', 'disability': 'Disability', 'suicides': 'Suicides',
    'self_harm': 'Self-harm', 'avoidable_mortality': 'Avoidable mortality',
    'distance_leisure': 'Distance to sports or leisure facilities',
    'outdoor_space': 'Private outdoor space', 'job_training': 'Job-related training',
    'young_people_engaged': 'Young people in education, employment and apprenticeships',
    'distance_gp': 'Distance to GP services', 'overcrowding': 'Household overcrowding',
    'rough_sleeping': 'Rough sleeping', 'noise_complaints': 'Noise complaints',
    'low_level_crime': 'Low-level crime', 'personal_crime': 'Personal crime', 'drug_misuse': 'Drug misuse',
    'mental_health': 'Mental health conditions', 'anxiety': 'Feelings of anxiety',
}
# our indicator: the source's, and the year that its period is counted under
SUBNATIONAL = {
    'unemployment': ('Aged 16 years and over modelled unemployment', 2023),
    'employment_rate': ('Aged 16 to 64 years employment rate (Great Britain)', 2023),
    'disposable_income': ('Gross disposable household income per head', 2021),
    'weekly_pay': ('Gross median weekly pay', 2023),
    'life_satisfaction': ('Life satisfaction', 2022),
    'worthwhile': ('Feeling life is worthwhile', 2022),
    'happiness': ('Happiness', 2022),
    'gcse_by_19': ('GCSEs (and equivalent) in English and maths by age 19', 2022),
    'early_language': ('Children at expected level for communication and language by end of early years '
                       'foundation stage', 2023),
    'level_3': ('Aged 16 to 64 years NVQ level 3 or above qualifications (Great Britain)', 2021),
    'gigabit': ('Gigabit capable broadband', 2023),
    'jobs_by_transport': ('Public transport or walk to employment centre with 500 to 4999 jobs', 2019),
    'further_education': ('Aged 19 years and over further education and skills participation', 2023),
    'net_new_homes': ('Net additions to the housing stock', 2023),
}
COUNCIL = ('E06', 'E07', 'E08', 'E09')


def read(*path):
    with open(os.path.join(shared, 'data', *path), encoding='utf-8-sig') as f:
        return list(csv.DictReader(f))


def write(name, header, rows):
    with open(os.path.join(out, name), 'w', encoding='utf-8', newline='') as f:
        w = csv.writer(f, lineterminator='\n')
        w.writerow(header)
        w.writerows(rows)
    print(name, len(rows))


def short(text):
    """Six significant digits: more than any of these sources states."""
    return '' if text in ('', 'NA', ':') else f'{float(text):.6g}'


def health():
    wanted = {v: k for k, v in HEALTH.items()}
    cells = {}
    for r in read('indicators', 'health_index_indicators_ltla21_2015_2021.csv'):
        if r['indicator'] in wanted:
            cells.setdefault((r['ltla21_code'], r['year']), {})[wanted[r['indicator']]] = short(r['value'])
    names = sorted(HEALTH)
    write('health-index.csv', ['code', 'year'] + names,
          [list(k) + [v.get(n, '') for n in names] for k, v in sorted(cells.items())])


def subnational():
    wanted = {v[0]: (k, v[1]) for k, v in SUBNATIONAL.items()}
    write('ons-subnational.csv', ['code', 'indicator', 'period', 'year', 'value'],
          [[r['unique'], wanted[r['Indicator']][0], r['Period'], wanted[r['Indicator']][1],
            short(r['real'])]
           for r in read('indicators', 'ons_subnational_indicators_2024-03.csv')
           if r['Indicator'] in wanted and r['unique'][:3] in COUNCIL])


def deprivation():
    rows = [[r['ltla21_code'], r['year'], short(r['Score']), short(r['Extent']), short(r['Proportion'])]
            for r in read('indicators', 'imd_series_2004_2019_ltla21.csv')]
    tenth = 'imd_proportion_of_lso_as_in_most_deprived_10_percent_nationally'
    rows += [[r['ltla24_code'], 2025, short(r['imd_average_score']), short(r['imd25_extent']), short(r[tenth])]
             for r in read('indicators', 'imd2025_ltla24.csv')]
    write('deprivation.csv', ['code', 'year', 'average_score', 'extent', 'most_deprived_tenth'], rows)


def single_years():
    write('fuel-poverty.csv', ['code', 'households', 'fuel_poor'],
          [[r['code'], r['households'], r['fuel_poor']] for r in read('indicators', 'fuel_poverty_2020_ltla.csv')
           if r['code'][:3] in COUNCIL])
    write('homelessness.csv', ['code', 'homeless', 'temporary'],
          [[r['ltla23_code'], short(r['Households assessed as homeless per (000s)']),
            short(r['Households in temporary accommodation per 1,000'])]
           for r in read('indicators', 'homelessness_ltla23.csv')])
    severity = {}
    for r in read('indicators', 'crime_severity_score_ltla23.csv'):
        severity.setdefault(r['ltla23_code'], []).append(short(r['crime_severity_score']))
    write('crime-severity.csv', ['code', 'score'],
          [[k, v[0]] for k, v in sorted(severity.items()) if len(set(v)) == 1 and k[:3] in COUNCIL])
    write('turnout.csv', ['code', 'percent'],
          [[r['lad25cd'], r['turnout_ge2024_pct_apportioned']]
           for r in read('indicators', 'turnout_ge2024_apportioned_lad25.csv')])


def quarters():
    write('council-tax-support.csv', ['code', 'day', 'working_age'],
          [[r['code'], r['date'], '' if r['value'] in ('', 'NA') else f"{float(r['value']):.0f}"]
           for r in read('indicators', 'council_tax_support_quarterly_2015_2023.csv')
           if r['group'] == 'working_age' and r['code'][:3] in COUNCIL])
    people = {}
    for r in read('series', 'asylum_support_quarterly_by_la_2014Q1_2024Q3.csv'):
        if r['LAD Code'][:3] not in COUNCIL:
            continue
        # In December 2022 rows of many councils stand under the code of Hull: the name decides there.
        key = (r['LAD Code'], r['Local Authority'], f"{r['Year']}-Q{r['Quarter']}")
        total, hotel = people.get(key, (0, 0))
        n = int(r['People'])
        people[key] = (total + n, hotel + (n if r['Accommodation Type'].endswith('Hotel') else 0))
    write('asylum-support.csv', ['code', 'name', 'quarter', 'people', 'hotel'],
          [[*k, *v] for k, v in sorted(people.items())])


health()
subnational()
deprivation()
single_years()
quarters()
