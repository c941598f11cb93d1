using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Ingestion.Documents;
using Yunhepan.FeedBot.Ingestion.Fetching;
using Yunhepan.FeedBot.Ingestion.States;

namespace Yunhepan.FeedBot.Ingestion.Polling;

/// <summary>
/// Reads the document of a source at the place its state names: at its address, where it has moved to, or from its feed.
/// </summary>
public sealed class ClaimedSourceReader(SourceReader reader, PollingMetrics metrics, TimeProvider time)
{
    /// <summary>Reads the document once and counts the poll.</summary>
    internal async Task<(SourceReading Reading, OldAddress Old)> ReadAsync(
        Source source, SourceState state, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(state);
        var startedAt = time.GetTimestamp();
        var read = await ReadEitherAsync(source, state, cancellationToken);
        metrics.Polled(read.Reading, time.GetElapsedTime(startedAt));
        return read;
    }

    private async Task<(SourceReading Reading, OldAddress Old)> ReadEitherAsync(
        Source source, SourceState state, CancellationToken cancellationToken)
    {
        var validators = new Validators(state.ETag, state.LastModified);
        // If the operator configures a kind, the page itself is read.
        var feed = source.Kind == SourceKind.Auto ? state.FeedUrl : null;
        var old = OldAddress.NotAsked;
        if (AddressMove.AsksOld(state, time.GetUtcNow()))
        {
            var reading = await reader.ReadAsync(source, validators, state.BodyHash, cancellationToken, feed, state.Kind);
            if (reading is not SourceReading.Failed)
                return (reading, OldAddress.Answered);
            // A failure of the old address is no news, because the source has moved.
            old = OldAddress.Failed;
        }

        return (await reader.ReadAsync(source, validators, state.BodyHash, cancellationToken, state.AdoptedUrl ?? feed, state.Kind), old);
    }
}
