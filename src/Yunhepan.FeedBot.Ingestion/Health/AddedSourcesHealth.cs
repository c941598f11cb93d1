using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Catalogue.Adding;
using Yunhepan.FeedBot.Ingestion.Scheduling;
using Yunhepan.FeedBot.Ingestion.States;

namespace Yunhepan.FeedBot.Ingestion.Health;

/// <summary>Reads how added sources are doing, in the few words that people without a console need.</summary>
internal sealed class AddedSourcesHealth(IServiceScopeFactory scopes)
{
    public async Task<IReadOnlyDictionary<string, AddedSourceHealth>> ReadAsync(
        IReadOnlyCollection<string> sourceIds, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IngestionDb>();
        string[] ids = [.. sourceIds];
        var states = await db.SourceStates.AsNoTracking().Where(s => ids.Contains(s.SourceId)).ToListAsync(cancellationToken);
        return states.ToDictionary(
            s => s.SourceId, s => new AddedSourceHealth(s.LastSuccessAt, s.LastNewArticleAt, TroubleOf(s))
            {
                FailingSince = s.FailingSince, Failure = s.FailingAs, MovedTo = s.AdoptedUrl, ProposedUrl = s.NewHomes.FirstOrDefault(),
            },
            StringComparer.Ordinal);
    }

    private static SourceTrouble? TroubleOf(SourceState state) =>
        state.NextReason == DueReason.Gone ? SourceTrouble.Gone
        : state.Failures > 0 ? SourceTrouble.Failing
        : state is { SuspectPolls: > 0, Suspicion: not null } ? SourceTrouble.HeldBack : null;
}
