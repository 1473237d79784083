"""The countries of the world and their other names: the members and observers of the United Nations (2025), with
Kosovo, Taiwan, the countries of the United Kingdom and some states of the past; names as in ISO 3166-1 and in
common use."""

from __future__ import annotations

_COUNTRIES = """
Afghanistan; Albania; Algeria; Andorra; Angola; Antigua and Barbuda; Argentina; Armenia; Australia; Austria
Azerbaijan; the Bahamas|Bahamas; Bahrain; Bangladesh; Barbados; Belarus|Byelorussia; Belgium; Belize; Benin|Dahomey
Bhutan; Bolivia; Bosnia and Herzegovina|Bosnia; Botswana; Brazil; Brunei; Bulgaria; Burkina Faso|Upper Volta
Burundi; Cambodia|Kampuchea; Cameroon; Canada; Cape Verde|Cabo Verde; the Central African Republic; Chad; Chile
China|the People's Republic of China|PRC; Colombia; the Comoros|Comoros; the Republic of the Congo|Congo-Brazzaville
the Democratic Republic of the Congo|DR Congo|DRC|Zaire|Congo-Kinshasa; Costa Rica; Croatia; Cuba; Cyprus
the Czech Republic|Czechia; Denmark; Djibouti; Dominica; the Dominican Republic; East Timor|Timor-Leste; Ecuador
Egypt; El Salvador; Equatorial Guinea; Eritrea; Estonia; Eswatini|Swaziland; Ethiopia|Abyssinia; Fiji; Finland; France
Gabon; the Gambia|Gambia; Georgia; Germany|the Federal Republic of Germany|FRG; Ghana; Greece; Grenada; Guatemala
Guinea; Guinea-Bissau; Guyana; Haiti; Honduras; Hungary; Iceland; India; Indonesia; Iran|Persia; Iraq
Ireland|the Republic of Ireland|Eire; Israel; Italy; Ivory Coast|Côte d'Ivoire; Jamaica; Japan; Jordan; Kazakhstan
Kenya; Kiribati; Kosovo; Kuwait; Kyrgyzstan; Laos; Latvia; Lebanon; Lesotho; Liberia; Libya; Liechtenstein; Lithuania
Luxembourg; Madagascar; Malawi; Malaysia; the Maldives|Maldives; Mali; Malta; the Marshall Islands; Mauritania
Mauritius; Mexico; Micronesia; Moldova; Monaco; Mongolia; Montenegro; Morocco; Mozambique; Myanmar|Burma; Namibia
Nauru; Nepal; the Netherlands|Netherlands|Holland; New Zealand; Nicaragua; Niger; Nigeria; North Korea|DPRK
North Macedonia|Macedonia; Norway; Oman; Pakistan; Palau; Palestine; Panama; Papua New Guinea; Paraguay; Peru
the Philippines|Philippines; Poland; Portugal; Qatar; Romania; Rwanda; Saint Kitts and Nevis; Saint Lucia
Saint Vincent and the Grenadines; Samoa; San Marino; São Tomé and Príncipe; Saudi Arabia; Senegal; Serbia
the Seychelles|Seychelles; Sierra Leone; Singapore; Slovakia; Slovenia; the Solomon Islands; Somalia; South Africa
South Korea|the Republic of Korea; South Sudan; Spain; Sri Lanka|Ceylon; Sudan; Suriname; Sweden; Switzerland; Syria
Taiwan|the Republic of China; Tajikistan; Tanzania; Thailand|Siam; Togo; Tonga; Trinidad and Tobago; Tunisia
Turkey|Türkiye; Turkmenistan; Tuvalu; Uganda; Ukraine; the United Arab Emirates|UAE|the Emirates
the United Kingdom|UK|U.K.|Britain|Great Britain; Uruguay; Uzbekistan; Vanuatu; Vatican City|the Vatican|the Holy See
the United States|the United States of America|USA|U.S.A.|US|U.S.|America; Venezuela; Vietnam; Yemen; Zambia
Zimbabwe|Rhodesia; Russia|the Russian Federation|the Soviet Union|USSR|U.S.S.R.|the Russian Empire|Soviet Russia
England; Scotland; Wales; Northern Ireland; Czechoslovakia; Yugoslavia; Prussia; East Germany|GDR; West Germany
Austria-Hungary; the Ottoman Empire; the Byzantine Empire
Россия|СССР|Советский Союз|Российская империя; Франция; Германия; Италия; Испания; Англия; Китай; Япония; Польша
США|Соединённые Штаты; Великобритания
"""

_WHOLES = {"England": "the United Kingdom", "Scotland": "the United Kingdom", "Wales": "the United Kingdom",
           "Northern Ireland": "the United Kingdom", "East Germany": "Germany", "West Germany": "Germany",
           "Prussia": "Germany", "the Ottoman Empire": "Turkey", "Northern Cyprus": "Cyprus"}  # fmt: skip
"""Countries that are, or are loosely taken for, a part of another: never both among the options."""


def _groups() -> dict[str, str]:
    groups: dict[str, str] = {}
    for line in _COUNTRIES.strip().splitlines():
        for entry in line.split("; "):
            first, *others = entry.strip().split("|")
            for name in (first, *others):
                groups[_plain(name)] = first
    return groups


def _plain(name: str) -> str:
    return name.casefold().removeprefix("the ").replace("’", "'")


_NAMES = _groups()


def country_of(text: str) -> str:
    """The common name of the country that a text names in any of its ways; empty if it names none."""
    return _NAMES.get(_plain(text), "") if len(text) < 40 else ""


def overlapping(one: str, other: str) -> bool:
    """Whether two countries, by their common names, are the same or one is a part of the other."""
    return bool(one and other) and (one == other or _WHOLES.get(one) == other or _WHOLES.get(other) == one)
