using Microsoft.Extensions.Logging;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Ingestion.Documents;
using Yunhepan.FeedBot.Ingestion.Fetching;
using Yunhepan.FeedBot.Ingestion.Intake;
using Yunhepan.FeedBot.Ingestion.States;

namespace Yunhepan.FeedBot.Ingestion.Polling;

/// <summary>Finds out whether a source that has moved is back at its old address.</summary>
internal sealed partial class OldAddressJudge(SourceReader reader, SourceIntake intake, TimeProvider time, ILogger<OldAddressJudge> logger)
{
    /// <summary>Returns the reading of the source: the given one, or that of the place it has moved to.</summary>
    /// <param name="source">The source as feeds.json defines it.</param>
    /// <param name="state">The state, which is changed if the source is back.</param>
    /// <param name="reading">The reading; null if nothing was read.</param>
    /// <param name="oldAddress">Whether the old address was polled and gave the reading.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    public async Task<SourceReading?> ResolveAsync(
        Source source, SourceState state, SourceReading? reading, OldAddress oldAddress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(state);
        AddressMove.NoteOld(state, oldAddress, reading, time.GetUtcNow());
        return oldAddress == OldAddress.Answered && reading is SourceReading.Read old && old.MovedTo != state.AdoptedUrl
            && old.Url != state.AdoptedUrl
            ? await FromEitherAsync(source, state, old, cancellationToken)
            : reading;
    }

    /// <summary>
    /// Handles a document from the old address: if it is the source's, the source is back; otherwise it is where it has moved to.
    /// </summary>
    private async Task<SourceReading> FromEitherAsync(
        Source source, SourceState state, SourceReading.Read old, CancellationToken cancellationToken)
    {
        if (!await intake.IsItselfAsync(source, state, old, cancellationToken))
            return await reader.ReadAsync(source, Validators.None, null, cancellationToken, state.AdoptedUrl, state.Kind);
        var (there, elsewhere) = (ShownAddress.Redact(state.OldUrl), ShownAddress.Redact(state.AdoptedUrl!));
        LogReturned(source.Id, there, elsewhere);
        state.Return();
        return old;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Source {SourceId} is back at {Url} and no longer at {NewUrl}")]
    private partial void LogReturned(string sourceId, string url, string newUrl);
}
