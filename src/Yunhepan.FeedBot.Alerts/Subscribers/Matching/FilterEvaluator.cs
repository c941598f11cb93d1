using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Alerts.Subscribers.Matching;

/// <summary>Why a filter does not accept an article.</summary>
public enum FilterCause
{
    /// <summary>It accepts it.</summary>
    None = 0,

    /// <summary>The article is in another language.</summary>
    Language = 1,

    /// <summary>None of the wanted words is in it.</summary>
    NoWord = 2,

    /// <summary>An unwanted word is in it.</summary>
    Word = 3,

    /// <summary>There was no time left for a pattern on which it depends.</summary>
    Untried = 4,
}

/// <summary>
/// Evaluates which filters one article passes; each filter is evaluated once, whatever the number of chats that use it. A pattern
/// that is off or could not be matched in time filters nothing, because one message too many is better than a loss.
/// </summary>
internal sealed class FilterEvaluator(Article article, PatternMatcher patterns)
{
    private readonly Dictionary<long, bool> _passes = [];
    private readonly Dictionary<string, bool?> _says = new(StringComparer.Ordinal);
    private readonly Dictionary<FilterField, string> _texts = [];

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
            _passes[filter.Id] = Judge(filter).Cause == FilterCause.None;
    }

    /// <summary>Returns true if the filter accepts the article; a missing filter accepts everything.</summary>
    public bool Passes(Subscription row) => row.FilterId is not { } id || _passes.GetValueOrDefault(id, true);

    /// <summary>Evaluates immediately, including patterns, while there is time for them.</summary>
    public bool Passes(WordFilter filter, PatternTimeBudget budget) =>
        Judge(filter, budget).Cause is FilterCause.None or FilterCause.Untried;

    /// <summary>Evaluates immediately, and returns why it is not accepted and the word that decided.</summary>
    public (FilterCause Cause, string? Word) Judge(WordFilter filter, PatternTimeBudget budget)
    {
        foreach (var term in PatternsOf(filter).Where(term => !_says.ContainsKey(term)))
        {
            var (field, pattern) = FilterTerm.Parse(term);
            _says[term] = patterns.Match(pattern, TextOf(field), budget);
        }

        var judged = Judge(filter);
        return judged.Cause == FilterCause.None && DependsOnUntried(filter) ? (FilterCause.Untried, null) : judged;
    }

    private bool DependsOnUntried(WordFilter filter)
    {
        return filter.Exclude.Exists(IsUntried)
            || (filter.Include.Exists(IsUntried) && filter.Include.TrueForAll(term => Says(term) == false || IsUntried(term)));

        // A pattern that is off filters nothing, which is known.
        bool IsUntried(string term) => Says(term) is null && !patterns.IsOff(FilterTerm.Parse(term).Word);
    }

    private (FilterCause Cause, string? Word) Judge(WordFilter filter)
    {
        if (filter.Language is not null && !IsIn(filter.Language))
            return (FilterCause.Language, null);
        if (filter.Exclude.Find(word => Says(word) == true) is { } unwanted)
            return (FilterCause.Word, unwanted);
        return filter.Include.Count == 0 || filter.Include.Exists(word => Says(word) != false)
            ? (FilterCause.None, null) : (FilterCause.NoWord, null);
    }

    private async Task MatchPatternsAsync(AlertsDb db, List<WordFilter> filters, CancellationToken cancellationToken)
    {
        var unknown = filters.SelectMany(PatternsOf).Where(p => !_says.ContainsKey(p)).Distinct()
            .Select(term => (Key: term, Term: FilterTerm.Parse(term))).ToList();
        if (unknown.Count == 0)
            return;
        await patterns.SyncAsync(db, cancellationToken);
        foreach (var field in unknown.GroupBy(each => each.Term.Field))
        {
            var matched = await patterns.MatchAsync(
                field.Select(each => each.Term.Word).Where(p => !patterns.IsOff(p)), TextOf(field.Key), cancellationToken);
            foreach (var (key, term) in field)
                _says[key] = matched.TryGetValue(term.Word, out var says) ? says : null;
        }

        await patterns.SyncAsync(db, cancellationToken);
    }

    private static IEnumerable<string> PatternsOf(WordFilter filter) =>
        filter.Include.Concat(filter.Exclude).Where(term => FilterTerm.Parse(term).IsPattern);

    // An article without a stated language is accepted in any.
    private bool IsIn(string language) =>
        article.Language is not { Length: > 0 } own || LanguageTag.IsIn(own, language);

    private bool? Says(string term) => FilterTerm.Parse(term) is { IsPattern: false } word
        ? FoldedWord.IsIn(word.Word, TextOf(word.Field)) : _says.GetValueOrDefault(term);

    private string TextOf(FilterField field) =>
        _texts.TryGetValue(field, out var text) ? text : _texts[field] = patterns.Fields.TextOf(article, field);
}
