using System.Buffers;
using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>
/// What the class and id of an element say about it. Templates repeat them, so each spelling is evaluated once.
/// </summary>
/// <param name="Zone">The part of the page that the name denotes.</param>
/// <param name="Sign">The word that denotes it; null for <see cref="Zone.Main"/> and for comments.</param>
/// <param name="IsContent">True if the name says that the element holds the article.</param>
/// <param name="IsOfFacts">True if the name says that the element holds the line of facts.</param>
internal readonly partial record struct ElementName(Zone Zone, string? Sign, bool IsContent, bool IsOfFacts)
{
    private const int LongestJudged = 300;

    /// <summary>Bounds the memory that foreign templates may use.</summary>
    private const int MostKept = 4096;

    private static readonly ConcurrentDictionary<string, ElementName> Known = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, ElementName>.AlternateLookup<ReadOnlySpan<char>> BySpelling =
        Known.GetAlternateLookup<ReadOnlySpan<char>>();
    /// <summary>Every match of <see cref="NamesOfFacts"/> contains one of these.</summary>
    private static readonly SearchValues<string> PartsOfFacts = SearchValues.Create(
        ["meta", "info", "byline", "date", "source", "laiyuan", "xinxi"], StringComparison.OrdinalIgnoreCase);

    private static int _kept;

    public static ElementName From(IElement element)
    {
        var (classes, id) = (element.ClassName, element.Id);
        if (string.IsNullOrEmpty(classes) && string.IsNullOrEmpty(id))
            return default;
        (classes, id) = (classes ?? string.Empty, id ?? string.Empty);
        var length = classes.Length + 1 + id.Length;
        if (length is < 3 or > LongestJudged)
            return default;
        Span<char> spelled = stackalloc char[length];
        classes.CopyTo(spelled);
        spelled[classes.Length] = ' ';
        id.CopyTo(spelled[(classes.Length + 1)..]);
        if (BySpelling.TryGetValue(spelled, out var known))
            return known;
        var name = new string(spelled);
        var (zone, sign) = Zones.OfName(name);
        var judged = new ElementName(zone, sign, name.Length is > 3 and < LongestJudged && BodyFinder.IsOfBody(name),
            name.AsSpan().ContainsAny(PartsOfFacts) && NamesOfFacts.IsMatch(name));
        if (Interlocked.Increment(ref _kept) > MostKept)
        {
            Known.Clear();
            Volatile.Write(ref _kept, 1);
        }

        Known[name] = judged;
        return judged;
    }

    [GeneratedRegex(
        @"(^|[\s_-])(meta\w*|\w*info|byline|post-?date|source|laiyuan|xinxi)($|[\s_-])",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex NamesOfFacts { get; }
}
