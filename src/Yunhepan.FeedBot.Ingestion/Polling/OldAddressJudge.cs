using Microsoft.Extensions.Logging;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Ingestion.Documents;
using Yunhepan.FeedBot.Ingestion.Fetching;
using Yunhepan.FeedBot.Ingestion.Intake;
using Yunhepan.FeedBot.Ingestion.States;

namespace Yunhepan.FeedBot.Ingestion.Polling;

/// <summary>Finds out whether a source that has moved is at its old address again.</summary>
public sealed partial class OldAddressJudge(SourceReader reader, SourceIntake intake, TimeProvider time, ILogger<OldAddressJudge> logger)
{
    /// <summary>Returns the reading that is the source's: the given one, or that of the place to which it has moved.</summary>
    /// <param name="source">As feeds.json has it.</param>
    /// <param name="state">That is changed where the source is there again.</param>
    /// <param name="reading">What was read; null where nothing was.</param>
    /// <param name="oldAddress">Whether the old address was asked, and gave the reading.</param>
    /// <param name="cancellationToken">Ends it.</param>
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
    /// The old address gave a document of its own: where that is the source's, the source is there again, else it is where it has moved to.
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "Source {SourceId} is at {Url} again and no more at {NewUrl}")]
    private partial void LogReturned(string sourceId, string url, string newUrl);
}
