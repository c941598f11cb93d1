using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Alerts.Subscribers.Matching;

/// <summary>
/// Evaluates which filters one article passes; each filter is evaluated once, whatever the number of chats that use it. A pattern
/// that is off or could not be matched in time filters nothing, because one message too many is better than a loss.
/// </summary>
internal sealed class FilterEvaluator(Article article, PatternMatcher patterns)
{
    private readonly Dictionary<long, bool> _passes = [];
    private readonly Dictionary<string, bool?> _says = new(StringComparer.Ordinal);
    private readonly Lazy<string> _text = new(() => FoldedText.Fold(article.Title, article.ContentText));

    /// <summary>The source of the article.</summary>
    public TopicKey Source { get; } = new(TopicKind.Source, article.SourceId);

    /// <summary>Reads and evaluates the filters that were not evaluated yet.</summary>
    public async Task PrepareAsync(AlertsDb db, IEnumerable<Subscription> rows, CancellationToken cancellationToken)
    {
        var unknown = rows.Select(r => r.FilterId).OfType<long>().Where(id => !_passes.ContainsKey(id)).Distinct().ToArray();
        if (unknown.Length == 0)
            return;
        var filters = await db.Filters.AsNoTracking().Where(f => unknown.Contains(f.Id)).ToListAsync(cancellationToken);
        await MatchPatternsAsync(db, filters, cancellationToken);
        foreach (var filter in filters)
            _passes[filter.Id] = Passes(filter);
    }

    /// <summary>Returns true if the filter accepts the article; a missing filter accepts everything.</summary>
    public bool Passes(Subscription row) => row.FilterId is not { } id || _passes.GetValueOrDefault(id, true);

    /// <summary>Evaluates immediately, including patterns, while there is time for them.</summary>
    public bool Passes(WordFilter filter, PatternTimeBudget budget)
    {
        foreach (var pattern in PatternsOf(filter).Where(p => !_says.ContainsKey(p)))
            _says[pattern] = patterns.Match(pattern, _text.Value, budget);
        return Passes(filter);
    }

    private bool Passes(WordFilter filter) =>
        (filter.Language is null || IsIn(filter.Language))
        && (filter.Include.Count == 0 || filter.Include.Exists(word => Says(word) != false))
        && !filter.Exclude.Exists(word => Says(word) == true);

    private async Task MatchPatternsAsync(AlertsDb db, List<WordFilter> filters, CancellationToken cancellationToken)
    {
        var unknown = filters.SelectMany(PatternsOf).Where(p => !_says.ContainsKey(p)).Distinct().ToList();
        if (unknown.Count == 0)
            return;
        await patterns.SyncAsync(db, cancellationToken);
        var matched = await patterns.MatchAsync(unknown.Where(p => !patterns.IsOff(p)), _text.Value, cancellationToken);
        foreach (var pattern in unknown)
            _says[pattern] = matched.TryGetValue(pattern, out var says) ? says : null;
        await patterns.SyncAsync(db, cancellationToken);
    }

    private static IEnumerable<string> PatternsOf(WordFilter filter) => filter.Include.Concat(filter.Exclude).Where(WordPattern.IsOne);

    // An article without a stated language is accepted in any.
    private bool IsIn(string language) =>
        article.Language is not { Length: > 0 } own || LanguageTag.IsIn(own, language);

    private bool? Says(string word) => WordPattern.IsOne(word) ? _says.GetValueOrDefault(word) : FoldedWord.IsIn(word, _text.Value);
}
