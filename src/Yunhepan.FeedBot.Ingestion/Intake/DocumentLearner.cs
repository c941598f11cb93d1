using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Ingestion.Documents;
using Yunhepan.FeedBot.Ingestion.Drift;
using Yunhepan.FeedBot.Ingestion.Push;
using Yunhepan.FeedBot.Ingestion.Scheduling;
using Yunhepan.FeedBot.Ingestion.States;

namespace Yunhepan.FeedBot.Ingestion.Intake;

/// <summary>
/// Updates what is known of a source from a document that was taken: its usual properties, when it publishes, and its hub.
/// </summary>
public sealed class DocumentLearner(SourceTitles titles, PushSubscriptions pushes, TimeProvider time)
{
    /// <summary>Records what a taken document shows of its source; the caller's next save stores it.</summary>
    internal void Learn(Source source, SourceState state, SourceReading.Read read, OfferedDocument offered, SourceBaseline usual)
    {
        var now = time.GetUtcNow();
        var (document, fresh) = (offered.Document, offered.Fresh);
        // An article without a date was published between the last poll and now.
        var rhythm = SourceRhythm.Read(state.Rhythm) ?? SourceRhythm.Unknown(now);
        var first = state.FirstSuccessAt is null;
        var moments = fresh
            .Select(i => i is { PublishedAt: { } at, PublishedHasTime: true } && at <= now ? at : first ? (DateTimeOffset?)null : now)
            .OfType<DateTimeOffset>();
        state.Learn(new LearnedDocument(document.Kind, read.Url)
        {
            FeedUrl = source.Kind == SourceKind.Auto ? read.FollowedFeed ?? state.FeedUrl : null,
            Validators = read.Validators,
            BodyHash = read.BodyHash,
            Title = document.Title,
            HomePageUrl = document.HomePageUrl,
            Items = document.Items.Count,
            Listed = ListedArticles.Write(document.Items.Select(i => i.Url).OfType<string>()),
            Hints = document.Hints,
            Baseline = usual.Write(),
            Rhythm = rhythm.With(moments, now, source.ScheduleZone).Write(),
        });
        titles.Learn(source.Id, state.Title);
        if (fresh.Count > 0)
            state.RecordNewArticles(now);
    }

    /// <summary>Records the hub that the document names.</summary>
    internal Task NoteHubAsync(Source source, SourceState state, OfferedDocument offered, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(offered);
        return pushes.NoteAsync(source, state, offered.Document, foundByPolling: offered.Fresh.Count > 0, cancellationToken);
    }
}
