using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Alerts.Subscribers.Matching;

/// <summary>
/// A word written as <c>/…/</c>: a regular expression over the folded text, on the engine whose time is linear, small, and for
/// a short time.
/// </summary>
internal static class WordPattern
{
    private const int MaxLength = 200;

    /// <summary>With its counted repetitions written out.</summary>
    public const int MaxSize = 64;

    public static bool IsOne(string word)
    {
        var trimmed = word.AsSpan().Trim();
        return trimmed.Length > 2 && trimmed[0] == '/' && trimmed[^1] == '/';
    }

    /// <summary>Null when it can be used, else why not.</summary>
    public static string? Fault(string word)
    {
        if (word.Length > MaxLength)
            return $"a pattern has at most {MaxLength} characters";
        if (PatternSize.Measure(word.Trim()[1..^1]) is var size and > MaxSize)
            return $"a pattern has at most {MaxSize} parts with its repetitions written out, not {size}";
        try
        {
            _ = Compile(word, Timeout.InfiniteTimeSpan);
            return null;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            // Not a pattern, or one that needs backtracking (look-around, back-references) or too large an automaton.
            return e.Message;
        }
    }

    /// <param name="within">For one match.</param>
    /// <exception cref="ArgumentException">It is no pattern.</exception>
    /// <exception cref="NotSupportedException">It cannot be matched in linear time.</exception>
    public static Regex Compile(string word, TimeSpan within)
    {
        var trimmed = word.Trim();
        return new Regex(trimmed[1..^1], RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, within);
    }
}
