using System.Text.Json;
using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Benchmarks.Extraction.BodyTraining;

/// <param name="IsBody">True if the line is part of the article.</param>
/// <param name="Weight">The weight of the line: its share of its article, so that long pages do not outweigh short ones; 0
/// without a label.</param>
internal readonly record struct LineLabel(bool IsBody, float Weight);

/// <summary>
/// The human-labelled text of a page: all of it, or sentences that are and that are not part of it. It is measured as in the
/// article extraction benchmark: four words (or ideographs) at a time, precision and recall by page.
/// </summary>
internal sealed partial class Truth
{
    private const int Shingle = 4;

    /// <summary>The share of the article that has weight one, and the smallest and largest weight of a line.</summary>
    private const double Unit = 30, Least = 0.05, Most = 5;

    private const float SentenceWeight = 0.5f;

    private readonly bool _isEnglish;
    private readonly List<string> _body;
    private readonly string[] _with;
    private readonly string[] _without;

    private Truth(bool isEnglish, string? body, string[] with, string[] without)
    {
        _isEnglish = isEnglish;
        IsWhole = body is not null;
        _body = body is null ? [] : Words(body);
        (_with, _without) = (with, without);
    }

    /// <summary>The whole text is known, not only some sentences.</summary>
    public bool IsWhole { get; }

    public static bool IsToldBy(JsonElement truth) => truth.TryGetProperty("body", out _) || truth.TryGetProperty("with", out _);

    public static Truth Read(JsonElement truth, bool isEnglish) => new(
        isEnglish, truth.TryGetProperty("body", out var body) ? body.GetString() : null, Sentences(truth, "with"), Sentences(truth, "without"));

    public IReadOnlyList<LineLabel> Label(IReadOnlyList<string> lines) => IsWhole ? LabelWhole(lines) : [.. lines.Select(LabelSentence)];

    /// <summary>Precision and recall of a text.</summary>
    public (double Precision, double Recall) Score(IEnumerable<string> lines)
    {
        var (found, wanted) = (Count(Words(string.Join('\n', lines))), Count(_body));
        double hits = found.Sum(f => Math.Min(f.Value, wanted.GetValueOrDefault(f.Key)));
        return (found.Count == 0 ? 0 : hits / found.Values.Sum(), wanted.Count == 0 ? 0 : hits / wanted.Values.Sum());
    }

    /// <summary>Counts the sentences that were found correctly, found wrongly, and missed.</summary>
    public (int Right, int Wrong, int Missing) ScoreSentences(IEnumerable<string> lines)
    {
        var text = Blank(string.Join('\n', lines));
        var right = _with.Count(s => text.Contains(s, StringComparison.Ordinal));
        return (right, _without.Count(s => text.Contains(s, StringComparison.Ordinal)), _with.Length - right);
    }

    private static string[] Sentences(JsonElement truth, string name) =>
        truth.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(s => Blank(s.GetString()!))] : [];

    private LineLabel LabelSentence(string line)
    {
        var text = Blank(line);
        var isWith = _with.Any(s => text.Contains(s, StringComparison.Ordinal) || text.Length > 30 && s.Contains(text, StringComparison.Ordinal));
        var isWithout = _without.Any(s => text.Contains(s, StringComparison.Ordinal));
        return new LineLabel(isWith, isWith == isWithout ? 0 : SentenceWeight);
    }

    private LineLabel[] LabelWhole(IReadOnlyList<string> lines)
    {
        var left = Count(_body);
        var whole = Joined(["", .. _body, ""]);
        var words = lines.Select(Words).ToList();
        var labels = new LineLabel[lines.Count];
        for (var i = 0; i < lines.Count; i++)
        {
            if (words[i].Count == 0)
                continue;
            var isBody = words[i].Count >= Shingle ? Take(left, words[i]) : IsBetween(whole, words, i);
            var share = (double)Math.Min(words[i].Count, _body.Count) / Math.Max(Unit, _body.Count);
            labels[i] = new LineLabel(isBody, (float)Math.Clamp(share * Unit, Least, Most));
        }
        return labels;
    }

    /// <summary>Returns whether most of the line is in the article; words that one line has used cannot be used again by a copy further down.</summary>
    private static bool Take(Dictionary<string, int> left, List<string> words)
    {
        var shingles = Shingles(words).ToList();
        var taken = new List<string>();
        foreach (var shingle in shingles)
        {
            if (left.GetValueOrDefault(shingle) == 0)
                continue;
            left[shingle]--;
            taken.Add(shingle);
        }
        if (taken.Count * 2 >= shingles.Count)
            return true;
        foreach (var shingle in taken)
            left[shingle]++;
        return false;
    }

    /// <summary>A short line alone proves nothing, so it is compared together with the line before or after it.</summary>
    private static bool IsBetween(string whole, List<List<string>> words, int at)
    {
        var before = at > 0 ? words[at - 1].TakeLast(3).ToList() : [];
        var behind = at + 1 < words.Count ? words[at + 1].Take(3).ToList() : [];
        return before.Count > 0 && whole.Contains(Joined(["", .. before, .. words[at], ""]), StringComparison.Ordinal)
            || behind.Count > 0 && whole.Contains(Joined(["", .. words[at], .. behind, ""]), StringComparison.Ordinal);
    }

    private static string Joined(IEnumerable<string> words) => string.Join('\u0001', words);

    private static IEnumerable<string> Shingles(List<string> words)
    {
        for (var i = 0; i < Math.Max(1, words.Count - Shingle + 1); i++)
            if (words.Count > 0)
                yield return Joined(words.Skip(i).Take(Shingle));
    }

    private static Dictionary<string, int> Count(List<string> words) =>
        Shingles(words).CountBy(s => s, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);

    private List<string> Words(string text) => [.. (_isEnglish ? Word : WordOrIdeograph).Matches(text).Select(m => m.Value)];

    private static string Blank(string text) => Blanks.Replace(text, " ").Trim();

    [GeneratedRegex(@"\w+", RegexOptions.None, 5000)]
    private static partial Regex Word { get; }

    [GeneratedRegex(@"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]|[^\W\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+", RegexOptions.None, 5000)]
    private static partial Regex WordOrIdeograph { get; }

    [GeneratedRegex(@"\s+", RegexOptions.None, 5000)]
    private static partial Regex Blanks { get; }
}
