using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Yunhepan.FeedBot.Ingestion.Documents;
using Yunhepan.FeedBot.Ingestion.Push;
using Yunhepan.FeedBot.Ingestion.States;

namespace Yunhepan.FeedBot.Ingestion.Intake;

/// <summary>Takes in what a hub sends, if it is signed by the one we asked.</summary>
public sealed partial class PushIntake(
    IngestionDb db, PushSubscriptions subscriptions, CatalogueSources sources, SourceReader reader, SourceIntake intake, TimeProvider time,
    ILogger<PushIntake> logger)
{
    /// <returns>False when no such callback is ours: the hub may forget it.</returns>
    public async Task<bool> TakeAsync(
        string token, ReadOnlyMemory<byte> content, string? contentType, string? signature, CancellationToken cancellationToken)
    {
        if (await subscriptions.FindAsync(token, cancellationToken) is not { } lease
            || sources.Find(lease.SourceId) is not { Enabled: true } source)
            return false;
        if (!HubSignature.IsValid(signature, lease.Secret, content.Span))
        {
            // Ignored and not answered with an error, so that nobody learns from it (WebSub section 8).
            LogUnsigned(source.Id);
            return true;
        }

        lease.LastPushAt = time.GetUtcNow();
        var state = await db.SourceStates.AsNoTracking().SingleAsync(s => s.SourceId == source.Id, cancellationToken);
        int? found = 0;
        var reading = reader.ReadPushed(source, content, contentType, cancellationToken);
        if (reading is SourceReading.Read { Document.Items.Count: > 0 } read && state.FirstSuccessAt is not null)
            found = await intake.TakePushedAsync(source, state, read, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        // Pages may have been noted; what could not be read is polled instead.
        var pollToo = reading is not SourceReading.Read || found is null || state.LeftOut > 0;
        await db.WakeAsync(state, pollToo, time.GetUtcNow(), cancellationToken);
        LogPushed(source.Id, found ?? 0);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Source {SourceId}: its hub told of {ArticleCount} new articles")]
    private partial void LogPushed(string sourceId, int articleCount);

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "Source {SourceId}: something that its hub did not sign was sent to its callback, and ignored")]
    private partial void LogUnsigned(string sourceId);
}
