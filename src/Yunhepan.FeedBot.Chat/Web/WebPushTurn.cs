using Microsoft.Extensions.Logging;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Chat.Push;

namespace Yunhepan.FeedBot.Chat.Web;

/// <summary>Tells one device what waits for it. Scoped, like the stores it uses.</summary>
internal sealed partial class WebPushTurn(
    PushDevices devices, SubscriberStore subscribers, ChatSettings settings, PushSender sender, TimeProvider time,
    ILogger<WebPushTurn> logger)
{
    // As many as fit into the lease even if each takes as long as it may.
    private const int EntriesAtOnce = 8;

    // As many failures in a row take more than two days: no trouble of our own network or of a push service lasts so long, and
    // whether the device was idle before plays no part.
    private const int MostFailures = 55;

    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);
    private static readonly BackOff Waits = new(TimeSpan.FromSeconds(30), LongestWait);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Quick = TimeSpan.FromSeconds(2);

    public async Task RunAsync(DuePushDevice due, CancellationToken cancellationToken)
    {
        var device = due.Device;
        if (!await devices.ClaimAsync(device, Lease, cancellationToken))
            return;
        if (await subscribers.FindAsync(WebChatPlatform.AddressOf(device.ChatId), cancellationToken) is not { } chat)
        {
            await devices.ForgetAsync(device, cancellationToken);
            return;
        }

        var entries = await devices.ReadAsync(device, EntriesAtOnce, cancellationToken);
        foreach (var entry in entries)
        {
            if (!await TellAsync(device, chat, entry, cancellationToken))
                return;
        }

        if (entries.Count < EntriesAtOnce)
            device.Version = Math.Max(device.Version, due.Latest);
        await devices.WaitAsync(device, time.GetUtcNow(), cancellationToken);
    }

    /// <returns>False if the device takes nothing now.</returns>
    private async Task<bool> TellAsync(PushDevice device, Subscriber chat, TranscriptEntry entry, CancellationToken cancellationToken)
    {
        if (WebMessage.Parse(entry.Json) is not { Arrival: { } arrival } message || !IsWanted(device, chat, arrival)
            || WebNotification.LivesFor(arrival, entry.At, time.GetUtcNow()) is not { } lives)
        {
            device.Version = entry.PushVersion;
            return true;
        }

        var sound = settings.SoundOf(chat, arrival.Priority);
        PushMessage Compose(bool isShort) =>
            WebNotification.Compose(entry, message, arrival, chat.Language, sound, lives, isShort);
        var outcome = await sender.SendAsync(device, Compose(isShort: false), cancellationToken);
        if (outcome is PushOutcome.TooLarge)
            outcome = await sender.SendAsync(device, Compose(isShort: true), cancellationToken);
        switch (outcome)
        {
            case PushOutcome.Accepted { Took: var took }:
                await devices.AdvanceAsync(device, entry.PushVersion, took < Quick, cancellationToken);
                return true;
            case PushOutcome.TooLarge:
                LogTooLarge(device.Id, chat.Id);
                await devices.AdvanceAsync(device, entry.PushVersion, null, cancellationToken);
                return true;
            case PushOutcome.Gone:
                LogGone(device.Id, chat.Id);
                await devices.ForgetAsync(device, cancellationToken);
                return false;
            case PushOutcome.Failed { Reason: var reason, After: var after }:
                await FailAsync(device, chat, reason, after, cancellationToken);
                return false;
            default:
                throw new System.Diagnostics.UnreachableException($"no outcome {outcome.GetType().Name}");
        }
    }

    private async Task FailAsync(PushDevice device, Subscriber chat, string reason, TimeSpan? after, CancellationToken cancellationToken)
    {
        device.Failures++;
        device.IsQuick = false;
        if (device.Failures >= MostFailures)
        {
            LogGivenUp(device.Id, chat.Id, reason);
            await devices.ForgetAsync(device, cancellationToken);
            return;
        }

        var wait = Waits.After(device.Failures);
        if (after > wait)
            wait = after.Value;
        await devices.WaitAsync(device, time.GetUtcNow() + (wait < LongestWait ? wait : LongestWait), cancellationToken);
    }

    // A change of a message is told whatever its age, because it takes back or corrects what the device shows.
    private static bool IsWanted(PushDevice device, Subscriber chat, WebArrival arrival) =>
        device.Level switch
        {
            PushLevel.All => true,
            PushLevel.Sounding => arrival.IsUrgent || !arrival.IsSilent,
            PushLevel.Urgent => arrival.IsUrgent,
            _ => throw new System.Diagnostics.UnreachableException($"no level {device.Level}"),
        } && (arrival.Changes > 0 || chat.State != SubscriberState.Stopped);

    [LoggerMessage(Level = LogLevel.Information, Message = "Device {Device} of chat {Chat} no longer takes pushes, and is forgotten")]
    private partial void LogGone(long device, long chat);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Device {Device} of chat {Chat} is forgotten after many failed pushes: {Reason}")]
    private partial void LogGivenUp(long device, long chat, string reason);

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "A push to device {Device} of chat {Chat} is left out: even its short form is too large there")]
    private partial void LogTooLarge(long device, long chat);
}
