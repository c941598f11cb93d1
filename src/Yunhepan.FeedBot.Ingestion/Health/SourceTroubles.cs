using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Catalogue.Adding;
using Yunhepan.FeedBot.Catalogue.Text;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Ingestion.Scheduling;
using Yunhepan.FeedBot.Ingestion.States;

namespace Yunhepan.FeedBot.Ingestion.Health;

/// <summary>
/// Finds what is certain about sources. A source is dead if each poll failed for <see cref="RefreshingOptions.DeadAfter"/>, all of it
/// after the last moment at which the failures may have been ours.
/// </summary>
internal sealed class SourceTroubles(
    IServiceScopeFactory scopes, CurrentCatalogue catalogue, IOptions<RefreshingOptions> options, TimeProvider time)
{
    private const int FewestFailures = 3;

    /// <summary>If nothing was examined for this long, the service did not run, and nobody knows what happened meanwhile.</summary>
    private static readonly TimeSpan LongestGap = TimeSpan.FromHours(1);

    /// <summary>What was polled this long ago says nothing about now.</summary>
    private static readonly TimeSpan Stale = TimeSpan.FromDays(2);

    public async Task<IReadOnlyDictionary<string, SourceFinding>> FindAsync(
        IReadOnlyCollection<string> sourceIds, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IngestionDb>();
        string[] ids = [.. sourceIds];
        var states = await db.SourceStates.AsNoTracking().Where(s => ids.Contains(s.SourceId) && s.LastCheckAt != null)
            .ToListAsync(cancellationToken);
        var sight = states.Exists(s => s.FailingSince is not null) ? await LookAroundAsync(db, cancellationToken) : default;
        var now = time.GetUtcNow();
        return states.ToDictionary(s => s.SourceId, s => Judge(s, sight, now), StringComparer.Ordinal);
    }

    private SourceFinding Judge(SourceState state, Sight sight, DateTimeOffset now)
    {
        if (state.FailingSince is not { } since)
            return new SourceFinding(state.IsInDoubt ? SourceVerdict.Unsure : SourceVerdict.Works) { MovedTo = state.AdoptedUrl };
        var isGone = state.NextReason == DueReason.Gone && now - since >= options.Value.DeadAfter;
        // Where nothing else can be read for comparison, a server that is silent may still be our own fault.
        var needed = sight.HasOthers || state.FailingAs is not SourceFailure.NoAnswer
            ? options.Value.DeadAfter : options.Value.DeadAfter * 2;
        var watched = state.LastCheckAt - (since > sight.BlindUntil ? since : sight.BlindUntil);
        var isCertain = isGone || (watched >= needed && state.Failures >= FewestFailures && now - state.LastCheckAt < Stale);
        return new SourceFinding(
            !isCertain ? SourceVerdict.Unsure
            : state.FailingAs == SourceFailure.Login ? SourceVerdict.AsksForLogin : SourceVerdict.Dead)
        {
            Since = since, Failure = state.FailingAs, ProposedUrl = state.NewHomes.FirstOrDefault(), IsGivenUp = isGone,
        };
    }

    private async Task<Sight> LookAroundAsync(IngestionDb db, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var enabled = catalogue.Catalogue.Sources.Where(s => s.Enabled).Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
        var polls = (await db.SourceStates.AsNoTracking().Where(s => s.LastCheckAt != null)
                .Select(s => new { s.SourceId, s.Url, s.FeedUrl, s.AdoptedUrl, s.FailingSince, s.LastSuccessAt })
                .ToListAsync(cancellationToken))
            .Where(s => enabled.Contains(s.SourceId))
            .Select(s => new WatchedPoll(ServerOf(s.AdoptedUrl ?? s.FeedUrl ?? s.Url), s.FailingSince, s.LastSuccessAt)).ToList();
        var last = await db.PollWatches.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        var isBlind = last is null || now - last.SeenAt > LongestGap || OwnOutage.IsLikely(polls, now, options.Value.DeadAfter);
        var blindUntil = isBlind ? now : last!.BlindUntil;
        if (await db.PollWatches.ExecuteUpdateAsync(
            set => set.SetProperty(w => w.SeenAt, now).SetProperty(w => w.BlindUntil, w => isBlind ? now : w.BlindUntil),
            cancellationToken) == 0)
        {
            db.PollWatches.Add(new PollWatch { SeenAt = now, BlindUntil = now });
            await db.SaveChangesAsync(cancellationToken);
        }

        return new Sight(blindUntil, polls.DistinctBy(p => p.Server).Count() > 1);
    }

    private static string ServerOf(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address)
        ? $"{RegistrableDomain.FromHost(address.IdnHost)}:{address.Port}" : url;

    private readonly record struct Sight(DateTimeOffset BlindUntil, bool HasOthers);
}
