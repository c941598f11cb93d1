using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Alerts.Subscribers.Matching;

/// <summary>
/// A word written as <c>/…/</c>: a regular expression over the folded text, for the linear-time engine, with limits on size and
/// time.
/// </summary>
internal static class WordPattern
{
    private const int MaxLength = 200;

    /// <summary>The largest size with counted repetitions expanded.</summary>
    public const int MaxSize = 64;

    public static bool IsOne(string word)
    {
        var trimmed = word.AsSpan().Trim();
        return trimmed.Length > 2 && trimmed[0] == '/' && trimmed[^1] == '/';
    }

    /// <summary>Returns null if the pattern can be used, otherwise why not.</summary>
    public static string? Fault(string word)
    {
        if (word.Length > MaxLength)
            return $"a pattern has at most {MaxLength} characters";
        if (PatternSize.Measure(word.Trim()[1..^1]) is var size and > MaxSize)
            return $"a pattern may have at most {MaxSize} parts after its repetitions are expanded; this one has {size}";
        try
        {
            _ = Compile(word, Timeout.InfiniteTimeSpan);
            return null;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            // It is not a valid pattern, or it needs backtracking (look-around, back-references) or too large an automaton.
            return e.Message;
        }
    }

    /// <param name="within">The time limit of one match.</param>
    /// <exception cref="ArgumentException">The word is not a pattern.</exception>
    /// <exception cref="NotSupportedException">The pattern cannot be matched in linear time.</exception>
    public static Regex Compile(string word, TimeSpan within)
    {
        var trimmed = word.Trim();
        return new Regex(trimmed[1..^1], RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, within);
    }
}
