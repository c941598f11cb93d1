using System.Globalization;
using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Tests.Targets;

/// <summary>
/// Reads Markdown as the chat programs do: what a reader sees, and where a tap leads. A sign after a backslash or as an entity is text;
/// a bare address and anything in angle brackets are links or mentions, as the most eager of the programs takes them.
/// </summary>
internal sealed partial record ShownMarkup(string Text, IReadOnlyList<string> Links, IReadOnlyList<string> Pictures)
{
    private const int Private = 0xE000;

    public static ShownMarkup Read(string markup)
    {
        List<string> links = [];
        List<string> pictures = [];
        var text = Escapes.Replace(markup, m => ((char)(Private + (m.Groups["sign"].Success ? m.Groups["sign"].Value[0]
            : int.Parse(m.Groups["code"].Value, CultureInfo.InvariantCulture)))).ToString());
        text = Picture.Replace(text, m => Take(pictures, m));
        text = Link.Replace(text, m => Take(links, m));
        links.AddRange(Bare.Matches(text).Select(m => m.Value));
        text = Signs.Replace(text.Replace("  \n", "\n", StringComparison.Ordinal), "");
        return new ShownMarkup(string.Concat(text.Select(c => c is >= (char)Private and < (char)(Private + 256) ? (char)(c - Private) : c)), links, pictures);
    }

    private static string Take(List<string> into, Match match)
    {
        into.Add(match.Groups["url"].Value);
        return match.Groups["text"].Value;
    }

    [GeneratedRegex(@"\\(?<sign>[^0-9A-Za-z\s])|&#(?<code>\d{1,3});", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Escapes { get; }

    [GeneratedRegex(@"!\[(?<text>[^\]]*)\]\((?<url>[^)\s]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Picture { get; }

    [GeneratedRegex(@"\[(?<text>[^\]]*)\]\((?<url>[^)\s]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link { get; }

    [GeneratedRegex(@"(https?://|www\.)\S+|<[^\s>][^>]*>|[a-z0-9]\.(example|com|cn)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Bare { get; }

    [GeneratedRegex(@"\*+|~~", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Signs { get; }
}

/// <summary>Counts what comes in a span of time.</summary>
internal sealed class RateWindow(int most, TimeSpan span, TimeProvider time)
{
    private readonly Queue<DateTimeOffset> _times = new();

    public int Left => most - _times.Count(at => at > time.GetUtcNow() - span);

    public TimeSpan FreeIn => _times.Count == 0 ? TimeSpan.Zero : _times.Peek() + span - time.GetUtcNow();

    /// <returns>False if it is one too many.</returns>
    public bool Add()
    {
        var now = time.GetUtcNow();
        while (_times.TryPeek(out var first) && first <= now - span)
            _times.Dequeue();
        _times.Enqueue(now);
        return _times.Count <= most;
    }
}
