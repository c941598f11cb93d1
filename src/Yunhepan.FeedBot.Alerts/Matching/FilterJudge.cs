using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Articles;

namespace Yunhepan.FeedBot.Alerts.Matching;

/// <summary>Says which filters one article passes; each filter is judged once, whatever the number of chats that have it.</summary>
internal sealed class FilterJudge(Article article)
{
    private const int CompiledPatterns = 1000;

    // Shared by all articles: to compile costs more than to match.
    private static readonly ConcurrentDictionary<string, Regex> Patterns = new(StringComparer.Ordinal);

    private readonly Dictionary<long, bool> _verdicts = [];
    private readonly Lazy<string> _text = new(() => FoldedText.Of(article.Title, article.ContentText));

    /// <summary>Where the article is from.</summary>
    public TopicKey Source { get; } = new(TopicKind.Source, article.SourceId);

    /// <summary>Filters judged so far.</summary>
    public int Judged => _verdicts.Count;

    /// <summary>Reads and judges what is not judged yet.</summary>
    public async Task PrepareAsync(AlertsDb db, IEnumerable<Subscription> rows, CancellationToken cancellationToken)
    {
        var unknown = rows.Select(r => r.FilterId).OfType<long>().Where(id => !_verdicts.ContainsKey(id)).Distinct().ToArray();
        if (unknown.Length == 0)
            return;
        foreach (var filter in await db.Filters.AsNoTracking().Where(f => unknown.Contains(f.Id)).ToListAsync(cancellationToken))
            _verdicts[filter.Id] = Passes(filter);
    }

    /// <summary>No filter, or one that is gone, lets everything through.</summary>
    public bool Passes(Subscription row) => row.FilterId is not { } id || _verdicts.GetValueOrDefault(id, true);

    public bool Passes(WordFilter filter) =>
        (filter.Language is null || IsIn(filter.Language))
        && (filter.Include.Count == 0 || filter.Include.Exists(Says))
        && !filter.Exclude.Exists(Says);

    // An article that does not say its language is taken to be in any.
    private bool IsIn(string language) =>
        article.Language is not { Length: > 0 } own || own.StartsWith(language, StringComparison.OrdinalIgnoreCase);

    private bool Says(string word) => WordPattern.IsOne(word) ? PatternOf(word).IsMatch(_text.Value) : FoldedWord.IsIn(word, _text.Value);

    private static Regex PatternOf(string word)
    {
        if (Patterns.Count >= CompiledPatterns)
            Patterns.Clear();
        return Patterns.GetOrAdd(word, WordPattern.Compile);
    }
}
