using System.Collections.Frozen;

namespace Yunhepan.FeedBot.Extraction.Dates;

/// <summary>The units of relative dates in the languages of our sources.</summary>
internal static class TimeUnits
{
    public static readonly (string Unit, TimeSpan Span, DatePrecision Precision)[] Cjk =
    [
        ("秒钟", TimeSpan.FromSeconds(1), DatePrecision.Second), ("秒", TimeSpan.FromSeconds(1), DatePrecision.Second),
        ("초", TimeSpan.FromSeconds(1), DatePrecision.Second),
        ("分钟", TimeSpan.FromMinutes(1), DatePrecision.Minute), ("分鐘", TimeSpan.FromMinutes(1), DatePrecision.Minute),
        ("分", TimeSpan.FromMinutes(1), DatePrecision.Minute), ("분", TimeSpan.FromMinutes(1), DatePrecision.Minute),
        ("个小时", TimeSpan.FromHours(1), DatePrecision.Minute), ("小时", TimeSpan.FromHours(1), DatePrecision.Minute),
        ("小時", TimeSpan.FromHours(1), DatePrecision.Minute),
        ("時間", TimeSpan.FromHours(1), DatePrecision.Minute), ("시간", TimeSpan.FromHours(1), DatePrecision.Minute),
        ("天", TimeSpan.FromDays(1), DatePrecision.Day), ("日", TimeSpan.FromDays(1), DatePrecision.Day),
        ("일", TimeSpan.FromDays(1), DatePrecision.Day),
        ("个星期", TimeSpan.FromDays(7), DatePrecision.Day), ("星期", TimeSpan.FromDays(7), DatePrecision.Day),
        ("周", TimeSpan.FromDays(7), DatePrecision.Day),
        ("个月", TimeSpan.FromDays(30), DatePrecision.Month), ("個月", TimeSpan.FromDays(30), DatePrecision.Month),
        ("年", TimeSpan.FromDays(365), DatePrecision.Year),
    ];

    public static readonly FrozenDictionary<string, (TimeSpan Span, DatePrecision Precision)> Words = BuildWords();

    private static FrozenDictionary<string, (TimeSpan Span, DatePrecision Precision)> BuildWords()
    {
        (TimeSpan Span, DatePrecision Precision, string Words)[] units =
        [
            (TimeSpan.FromSeconds(
                1), DatePrecision.Second, "second seconds sec secs s sekunde sekunden segundo segundos seconde secondes секунд"),
            (TimeSpan.FromMinutes(
                1), DatePrecision.Minute, "minute minutes min mins m minuten minuto minutos minuti minuut minut минут минуты минуту"),
            (TimeSpan.FromHours(
                1), DatePrecision.Minute,
                "hour hours hr hrs h stunde stunden hora horas heure heures ora ore uur godzin godziny час часа часов"),
            (TimeSpan.FromDays(1), DatePrecision.Day, "day days d tag tagen dia dias jour jours giorno giorni dag dagen dni день дня дней"),
            (TimeSpan.FromDays(
                7), DatePrecision.Day,
                "week weeks w woche wochen semana semanas semaine semaines settimana settimane weken недели неделю недель"),
            (TimeSpan.FromDays(
                30), DatePrecision.Month, "month months monat monate monaten mes meses mois mese mesi maand maanden месяц месяца месяцев"),
            (TimeSpan.FromDays(
                365), DatePrecision.Year, "year years yr yrs jahr jahre jahren ano anos an ans annee annees anno anni jaar год года лет"),
        ];
        return units
            .SelectMany(unit => unit.Words.Split(' ').Select(word => (Word: WordFolding.Fold(word), unit.Span, unit.Precision)))
            .ToFrozenDictionary(entry => entry.Word, entry => (entry.Span, entry.Precision), StringComparer.Ordinal);
    }
}
