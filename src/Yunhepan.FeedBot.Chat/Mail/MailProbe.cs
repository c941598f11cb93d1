using MailKit.Net.Smtp;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Chat.Mail;

/// <summary>
/// Tries the mail server once at the start, so that the log says at once, and not with the first alert, that no mail can go.
/// </summary>
internal sealed partial class MailProbe(IOptions<MailOptions> options, CurrentCatalogue catalogue, ILogger<MailProbe> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var stated = options.Value;
        if (string.IsNullOrWhiteSpace(stated.Server))
        {
            if (catalogue.Catalogue.Targets.Any(target => target.Kind == TargetKind.Mail))
                LogNoMail("Mail:Server is not set, and feeds.json has mailboxes");
            return;
        }

        using var inTime = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        inTime.CancelAfter(MailConnection.Patience);
        using var client = new SmtpClient();
        try
        {
            await MailConnection.EnterAsync(client, stated, inTime.Token);
            await MailConnection.LeaveAsync(client, inTime.Token);
        }
        catch (Exception error) when (!stoppingToken.IsCancellationRequested)
        {
            var reason = MailAnswer.Refusal(error).ToString();
            LogNoMail(reason);
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // The service ends before the answer.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "No mail can be sent now: {Reason}")]
    private partial void LogNoMail(string reason);
}
