using Yunhepan.FeedBot.SamplePortal.Content;

namespace Yunhepan.FeedBot.SamplePortal;

/// <summary>Holds the state of the portal; it changes only here.</summary>
internal sealed class PortalSite
{
    /// <summary>The maximum number of articles, so that a demo that runs for days does not grow without limit.</summary>
    internal const int MostArticles = 2000;
    private const int MostEvents = 1000;

    private static readonly TimeSpan BetweenOldArticles = TimeSpan.FromMinutes(313);
    private static readonly TimeSpan ChinaTime = TimeSpan.FromHours(8);

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly PortalScript _script;
    private readonly List<PortalEvent> _events = [];
    private volatile PortalEdition _edition;
    private int _lastId;

    public PortalSite(IReadOnlyList<PortalText> stock, int seed, TimeProvider time)
    {
        _time = time;
        _script = new PortalScript(stock.Where(text => text.Live), seed);
        _edition = Opening([.. stock.Where(text => !text.Live)], Now());
        _lastId = _edition.Articles.Count;
    }

    public PortalEdition Edition => _edition;

    /// <summary>The latest events, oldest first.</summary>
    public IReadOnlyList<PortalEvent> Events
    {
        get
        {
            lock (_gate)
                return [.. _events];
        }
    }

    /// <summary>Executes the next step of the script.</summary>
    public PortalEvent Advance()
    {
        lock (_gate)
            return Take(_script.Next(_edition.Articles));
    }

    /// <summary>Executes a step out of turn; returns null if no article is suitable.</summary>
    public PortalEvent? Act(PortalAction action)
    {
        lock (_gate)
            return _script.Step(action, _edition.Articles) is { } step ? Take(step) : null;
    }

    private PortalEvent Take(PortalStep step)
    {
        var now = Now();
        var happened = step switch
        {
            PortalStep.Publish publish => Publish(publish.Text, now),
            PortalStep.Correct correct => Correct(correct, now),
            PortalStep.Withdraw withdraw => Withdraw(withdraw.Article, now),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        if (_events.Count == MostEvents)
            _events.RemoveAt(0);
        _events.Add(happened);
        return happened;
    }

    private PortalEvent Publish(PortalText text, DateTimeOffset now)
    {
        var article = new PortalArticle(++_lastId, text, text.Time ?? now);
        _edition = _edition.Plus(article, now, MostArticles);
        return Happened(PortalEventKind.Published, article, now);
    }

    private PortalEvent Correct(PortalStep.Correct step, DateTimeOffset now)
    {
        var text = step.Article.Text.Corrected(step.Correction);
        var corrected = step.Article with { Text = text, CorrectionNote = step.Correction.Note };
        _edition = _edition.With(corrected, now);
        return Happened(PortalEventKind.Corrected, corrected, now);
    }

    private PortalEvent Withdraw(PortalArticle article, DateTimeOffset now)
    {
        _edition = _edition.Without(article, now);
        return Happened(PortalEventKind.Withdrawn, article, now);
    }

    private static PortalEvent Happened(PortalEventKind kind, PortalArticle article, DateTimeOffset at) =>
        new(kind, at, article.Text.Title, article.Path, article.Text.Urgency is not null);

    /// <summary>Returns the articles at the start, spread over the days before it.</summary>
    private static PortalEdition Opening(PortalText[] texts, DateTimeOffset now)
    {
        // The channels alternate, as on a real portal, so that each has something recent.
        var turns = texts.GroupBy(text => text.Channel)
            .SelectMany(channel => channel.Select((text, place) => (text, place: (place + 1.0) / channel.Count())))
            .OrderBy(turn => turn.place)
            .Select(turn => turn.text);
        var articles = turns.Select((text, index) =>
            new PortalArticle(index + 1, text, text.Time ?? now - (BetweenOldArticles * (texts.Length - index)))).ToList();
        articles.Reverse();
        return new PortalEdition(articles, PortalChannel.All.ToDictionary(channel => channel.Id, _ => now));
    }

    private DateTimeOffset Now() => _time.GetUtcNow().ToOffset(ChinaTime);
}
