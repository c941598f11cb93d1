using System.Text.RegularExpressions;
using Yunhepan.FeedBot.Articles.Subjects;
using Yunhepan.FeedBot.Articles.Text;

namespace Yunhepan.FeedBot.Articles.Comparing;

/// <summary>
/// Detects forms: two texts with nearly the same words may be one form filled in twice, for another person, street or day.
/// Publishing a warning twice does less harm than suppressing one (ADR 83).
/// </summary>
internal static partial class FormDifference
{
    /// <summary>The number of units up to which a text may be a mere form, whatever its subject.</summary>
    private const int AnyForm = 120;

    /// <summary>A longer text is a report rather than a notice that warns people.</summary>
    private const int LongestNotice = 400;

    /// <summary>A longer replacement is another passage rather than a filled blank.</summary>
    private const int LongestBlank = 10;

    /// <summary>Returns what makes the second text another story than the first; null if nothing does.</summary>
    public static string? Find(StorySubject first, StorySubject second, TextAlignment alignment)
    {
        var (one, other) = (first.Particulars, second.Particulars);
        var isNotice = one.Kind != SubjectKind.None || other.Kind != SubjectKind.None;
        var shorter = Math.Min(first.Text.Count, second.Text.Count);
        if (shorter < (isNotice ? LongestNotice : AnyForm) && one.DifferenceFrom(other) is { } difference)
            return "the same form for " + difference;
        if (one.NamesNobody && other.NamesNobody)
            return "notices of missing or wanted people that name nobody";
        if (isNotice && one.IsSamePerson(other) == false)
            return "the same words of another person";
        // Texts about the same person may use other words.
        if (one.IsSamePerson(other) == true)
            return null;
        var fewest = isNotice ? 1 : 2;
        return (first.SourceId == second.SourceId || shorter < (isNotice ? LongestNotice : AnyForm))
            && (BeginsWithAnother(first.Text, second.Text, alignment)
                || alignment.Replacements.Any(r => IsBlank(first.Text, second.Text, r, fewest)))
            ? "the same form with another word filled in" : null;
    }

    /// <summary>
    /// Returns true if the beginnings differ. Each portal begins with a dateline, but the text before "，男，8岁" is a name.
    /// </summary>
    private static bool BeginsWithAnother(TextUnits first, TextUnits second, TextAlignment alignment) =>
        alignment is { StartInFirst: > 0 and <= LongestBlank, StartInSecond: > 0 and <= LongestBlank }
        && Person.IsMatch(first.From(alignment.StartInFirst, 12));

    /// <summary>Returns true if the place is a blank with other content rather than a corrected mistake.</summary>
    private static bool IsBlank(TextUnits first, TextUnits second, Replacement place, int fewest)
    {
        var (fromA, toA, fromB, toB) = place;
        var isEnd = toA == first.Count && toB == second.Count;
        while (fromA < toA && fromB < toB && first.Units[fromA] == second.Units[fromB])
            (fromA, fromB) = (fromA + 1, fromB + 1);
        while (fromA < toA && fromB < toB && first.Units[toA - 1] == second.Units[toB - 1])
            (toA, toB) = (toA - 1, toB - 1);
        int lengthA = toA - fromA, lengthB = toB - fromB;
        if (lengthA == 0 || lengthB == 0 || Math.Max(lengthA, lengthB) > LongestBlank)
            return false;
        ReadOnlySpan<char> saidA = first.Between(fromA, toA), saidB = second.Between(fromB, toB);
        if (isEnd && (Credit.IsMatch(saidA) || Credit.IsMatch(saidB)))
            return false;
        if (Digit.IsMatch(saidA) && Digit.IsMatch(saidB))
            return true;
        if (Math.Max(lengthA, lengthB) > 1)
            return Math.Min(lengthA, lengthB) >= fewest && !(fewest > 1 && AreSlips(first.Units[fromA..toA], second.Units[fromB..toB]));
        return (Direction.IsMatch(saidA) && Direction.IsMatch(saidB))
            || OfParticular.IsMatch(first.From(toA, 12)) || OfParticular.IsMatch(second.From(toB, 12))
            || BeforeParticular.IsMatch(first.Between(Math.Max(0, fromA - 4), fromA));
    }

    /// <summary>
    /// Returns true for single changed words with unchanged ones between them, which are edits and not a blank.
    /// </summary>
    private static bool AreSlips(ReadOnlySpan<uint> one, ReadOnlySpan<uint> other)
    {
        if (one.Length != other.Length)
            return false;
        for (var i = 1; i < one.Length; i++)
        {
            if (one[i] != other[i] && one[i - 1] != other[i - 1])
                return false;
        }

        return true;
    }

    [GeneratedRegex("^[东西南北上下左右前后中内外男女父母]", RegexOptions.None, 5_000)]
    private static partial Regex Direction { get; }

    [GeneratedRegex(@"\d", RegexOptions.None, 5_000)]
    private static partial Regex Digit { get; }

    [GeneratedRegex(@"^(?:男|女)[，,、性]|^\d{1,3}\s*周?岁", RegexOptions.None, 5_000)]
    private static partial Regex Person { get; }

    [GeneratedRegex("来源|编辑|记者|作者|责编|审核|转自|原标题|转载|阅读|全文|by|source|read", RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex Credit { get; }

    // A single letter may distinguish 东城区 from 西城区, or 8岁 from 9岁.
    [GeneratedRegex(
        @"^\p{L}?(?:省|市|区|县|镇|乡|村|街|路|大道|巷|庄|城|号|岁|周岁|色|级|小学|中学|医院|公园|广场|小区|社区)|^[，,]?(?:男|女)[，,]"
        + "|^\\W*(?:Street|Road|Avenue|Lane|Drive|Park|County|District|City|Town|Village|Bridge|School|Station|Square)\\b",
        RegexOptions.None, 5_000)]
    private static partial Regex OfParticular { get; }

    [GeneratedRegex(@"(?:姓名|走失者|失踪者|嫌疑人|男孩|女孩|男童|女童|老人|名叫)[:：]?\p{L}{0,2}$", RegexOptions.None, 5_000)]
    private static partial Regex BeforeParticular { get; }
}
