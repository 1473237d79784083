"""Given names, which tell persons from places and works where nothing else does: "Asaph Hall", "Joseph Meister"."""

from __future__ import annotations

GIVEN = frozenset(
    """
    abraham ada adam adolf adolphe adrian agatha agnes akira alan albert alberto aldous alec alejandro aleksandr
    alessandro alexander alexandre alexei alfred alice allen amelia amy anders andrea andreas andrei andrew andré
    angela anna anne annie anthony antoine anton antoni antonio antonín aretha aristide arnold arthur arturo asaph
    auguste augustus barbara bartolomeu beatrice ben benedict benito benjamin bernard bernhard bertha bertolt
    bertrand billy björn bob boris brian bruce camille carl carlo carlos carlota caroline catherine cecilia charles
    charlie charlotte chester chris christiaan christian christina christine christoph christopher clara clarence
    claude claudio claus clement clyde colin conrad constantin daniel dante david deng denis dennis desmond diana
    diego dieter dietrich dmitri dmitry dolores donald dora doris dorothy douglas dwight edgar edith edmond edmund
    edouard eduard edvard edward edwin eleanor elena eli elias elisabeth elizabeth ella ellen emil emile emily emma
    emmanuel emmeline enrico eric erich erik ernest ernst erwin ester eugene eva evelyn felix ferdinand fernando
    francis francisco franco franklin franz françois frederick friedrich fritz fyodor gabriel gaius galileo gene
    geoffrey georg george georges georgy gerald gerard gerhard gertrude giacomo gianni gilbert giordano giovanni
    giuseppe gottfried gottlieb grace graham gregor grigori guglielmo guido gustav gustave hannah hans harold
    harriet harry hector heinrich helen helena helmut henri henrik henry herbert herman hermann hideo hildegard
    hiroshi horatio howard hubert hugh hugo humphry ian ibn ida ignaz igor immanuel ingmar ingrid irene isaac isabel
    isabella isadora ivan jackie jacob jacques jakob james jan jane jean jesse jim joachim joan johan johann
    johannes john johnny jonas jonathan josef joseph joseph-louis josephine joshua josé juan jules julia julian
    julie juliette julius karen karl kate katharine katherine kazimir keith kenneth konrad konstantin kurt lars
    laura lawrence leo leon leonard leonardo leonhard leopold leslie lev lewis linda linus lise lorenzo louis louisa
    louise luca lucia lucy ludwig luigi luis lydia malcolm manuel marc marcel marco marcus margaret maria marian
    marie marilyn mario marta martha martin mary mathilde matilda matthew maurice max maxim maximilian mehmed
    michael michelle miguel mikhail milton mohammed mohandas molly morris moses muhammad nancy napoleon neil nell
    nelson niccolò nicholas nicolas nicolaus niels nikola nikolai nina noah nora norman octavia olaf olga oliver
    orson orville oscar oswald otto pablo patrick paul paula pauline pedro percy peter philip phillis phyllis pierre
    pierre-auguste pietro primo rachel ralph raphael ray raymond rebecca rené richard roald robert roger roland
    ronald rosa rosalie rosalind rudolf rudolph rupert ruth sally salvador sam samuel sandro sarah sebastian sergei
    seymour sheila sidney siegfried sigmund simon simone simón sofia sonja sophia sophie stefan stella stephen steve
    steven stuart susan sven sylvia theodor theodore theresa thomas thor tim timothy tom tomás tony ulrich umberto
    ursula valentina vasco vera victor viktor vincent vincenzo vladimir walter werner wilbur wilfred wilhelm william
    winston wolfgang yuri yves zora émile
    """.split()
)
"""In lower case, of many languages; not those that are rather something else ("Florence", "Victoria", "August")."""
