using MailKit.Net.Smtp;
using Microsoft.Extensions.Options;
using MimeKit;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Chat.Targets;

namespace Yunhepan.FeedBot.Chat.Mail;

/// <summary>
/// Sends mail through one server, that of the settings <c>Mail</c>. A mail cannot be changed: a correction is an answer to the first.
/// </summary>
internal sealed class MailPlatform(TargetClient targets, MailLetter letters, IOptions<MailOptions> options, TimeProvider time)
    : IChatPlatform, IDisposable
{
    public const string Name = "mail";

    // More connections would look like an attack to some servers.
    private const int MostConnections = 4;

    private readonly SemaphoreSlim _places = new(MostConnections);
    private readonly DomainPace _domains = new();

    public string Platform => Name;

    public string Account => Name;

    public PlatformCapabilities Capabilities { get; } = new()
    {
        Serves = TargetKind.Mail, MaxText = 20_000,
        // What the server refuses as a whole, the results say. Its failures with one address say nothing about the others.
        HasOneServer = false,
        // As mail servers do: greylisting ends within minutes, a full mailbox may take days.
        RetryWaits = [.. new[] { 1, 5, 15, 30, 60, 120, 240, 480, 960, 1440 }.Select(minutes => TimeSpan.FromMinutes(minutes))],
    };

    public SendLimits Limits =>
        SendLimits.None with { Further = [new SendLimit(LimitScope.Account, options.Value.PerMinute, TimeSpan.FromMinutes(1))] };

    public void Dispose() => _places.Dispose();

    public async Task<SendResult> SendAsync(ChatAddress chat, OutgoingMessage message, CancellationToken cancellationToken)
    {
        if (targets.Find(chat, TargetKind.Mail) is not { } target)
            return new SendResult.ChatGone("feeds.json no longer contains this target");
        if (string.IsNullOrWhiteSpace(options.Value.Server))
            return new SendResult.AccountRefused("Mail:Server is not set");
        if (_domains.Take(MailLetter.AddressOf(target), options.Value.PerDomainPerMinute, time.GetUtcNow()) is { } wait)
            return new SendResult.Throttled(wait, WholeAccount: false);
        var text = TargetText.Write(message, Capabilities, rendered => AddressedText.Write(rendered.Text)).Message.Text;
        using var letter = await letters.WriteAsync(message, text, target, cancellationToken);
        await _places.WaitAsync(cancellationToken);
        try
        {
            return await DeliverAsync(letter, target, cancellationToken);
        }
        finally
        {
            _places.Release();
        }
    }

    private async Task<SendResult> DeliverAsync(MimeMessage letter, Target target, CancellationToken cancellationToken)
    {
        using var inTime = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        inTime.CancelAfter(MailConnection.Patience);
        using var progress = new MailProgress();
        using var client = new SmtpClient(progress);
        try
        {
            await MailConnection.EnterAsync(client, options.Value, inTime.Token);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            return MailAnswer.Refusal(error);
        }

        try
        {
            await client.SendAsync(letter, inTime.Token);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            return MailAnswer.Fault(error, progress.Stage, target);
        }

        await MailConnection.LeaveAsync(client, inTime.Token);
        return new SendResult.Sent(letter.MessageId!);
    }
}
