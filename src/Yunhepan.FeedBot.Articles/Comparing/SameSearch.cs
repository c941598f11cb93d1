using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Yunhepan.FeedBot.Catalogue.Text;

namespace Yunhepan.FeedBot.Articles.Comparing;

/// <summary>
/// Recognises that two sources search for one person in other words: the full name and one more fact agree, and no fact contradicts.
/// </summary>
internal static partial class SameSearch
{
    private const double MostDays = 7;

    /// <summary>Returns a mark for each person sought, by which other searches for the person are found; empty for other texts.</summary>
    public static int[] Marks(StorySubject subject) => !subject.IsSearch ? []
        : [.. subject.Particulars.Names.Select(name => BinaryPrimitives.ReadInt32LittleEndian(
            SHA256.HashData(Encoding.UTF8.GetBytes("sought\n" + Fold(name)))))];

    /// <summary>Returns the facts that agree, in words; null unless both search for one person.</summary>
    public static string? Find(StorySubject first, StorySubject second)
    {
        if (!first.IsSearch || !second.IsSearch || first.SourceId == second.SourceId || first.IsGivenAnew(second)
            || first.PublishedAt is not { } at || second.PublishedAt is not { } other || Math.Abs((at - other).TotalDays) > MostDays)
            return null;
        var (one, two) = (first.Particulars, second.Particulars);
        // What may report the end of a search is news of its own.
        if (Over.IsMatch(one.Said) || Over.IsMatch(two.Said))
            return null;
        // Of several people it would have to be known which facts are whose.
        if (one.Names.Count != 1 || two.Names.Count != 1 || Fold(one.Names.Single()) != Fold(two.Names.Single())
            || one.DifferenceFrom(two) is not null || AreOther(one.Ages, two.Ages) || AreOther(one.Sexes, two.Sexes)
            || one.IsElsewhere(two))
            return null;
        var (phones, others) = (Phones(one.Said), Phones(two.Said));
        if (AreOther(phones, others))
            return null;
        string[] agreed =
        [
            .. one.Ages.Overlaps(two.Ages) ? ["age"] : Array.Empty<string>(),
            .. one.Places.Any(place => two.Said.Contains(place, StringComparison.OrdinalIgnoreCase)) ? ["place"] : Array.Empty<string>(),
            .. phones.Overlaps(others) ? ["telephone"] : Array.Empty<string>(),
        ];
        return agreed.Length > 0 ? $"two searches for one person: name and {string.Join(", ", agreed)} agree" : null;
    }

    private static bool AreOther<T>(IReadOnlySet<T> some, IReadOnlySet<T> others) =>
        some.Count > 0 && others.Count > 0 && !some.Overlaps(others);

    private static HashSet<string> Phones(string text) =>
        [.. Phone.Matches(text).Select(m => string.Concat(m.Value.Where(char.IsAsciiDigit))).Where(digits => digits.Length >= 7)];

    private static string Fold(string name) => SimplifiedCharacters.Simplify(name).ToUpperInvariant();

    [GeneratedRegex(
        @"找到|寻获|平安|安全|团聚|获救|遗体|身亡|遇难|告破|落网|\b(?:found|safe|dead|body|located|arrested)\b",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Over { get; }

    [GeneratedRegex("[0-9](?:[0-9 -]{5,16})[0-9]", RegexOptions.NonBacktracking)]
    private static partial Regex Phone { get; }
}
