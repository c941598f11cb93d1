using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using MailKit.Net.Smtp;
using MailKit.Security;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Chat.Targets;

namespace Yunhepan.FeedBot.Chat.Mail;

/// <summary>
/// Interprets answers of a mail server (RFC 5321, enhanced codes of RFC 3463). What concerns the server or our account lets all wait and
/// closes nobody; what concerns one address concerns it alone. The server's own words may repeat the address, so only its codes are told.
/// </summary>
internal static partial class MailAnswer
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>Returns what it means that the server did not let us in, so that nothing was sent.</summary>
    public static SendResult Refusal(Exception error) => error switch
    {
        OperationCanceledException or TimeoutException => new SendResult.AccountRefused("the mail server does not answer in time"),
        SocketException => new SendResult.AccountRefused("the mail server cannot be reached at Mail:Server and Mail:Port"),
        SslHandshakeException => new SendResult.AccountRefused(
            "the mail server's certificate or TLS is not accepted; see Mail:Security and Mail:AuthorityFile"),
        NotSupportedException => new SendResult.AccountRefused("the mail server offers no STARTTLS; see Mail:Security"),
        AuthenticationException => new SendResult.AccountRefused("the mail server refuses Mail:User with its password"),
        SmtpCommandException { StatusCode: var code } when IsTemporary(code) => new SendResult.Throttled(Pause, WholeAccount: true),
        SmtpCommandException answer => new SendResult.AccountRefused($"{Say(answer)} to our greeting"),
        CryptographicException or UnauthorizedAccessException => new SendResult.AccountRefused(
            "Mail:PasswordFile or Mail:AuthorityFile cannot be read"),
        _ => new SendResult.AccountRefused("the mail server closed the connection"),
    };

    /// <summary>Returns what it means that one mail was not taken.</summary>
    /// <param name="stage">How far it came.</param>
    public static SendResult Fault(Exception error, MailStage stage, Target target) => error switch
    {
        // "I am about to close": of the server as a whole, whatever was said before.
        SmtpCommandException { StatusCode: SmtpStatusCode.ServiceNotAvailable } => new SendResult.Throttled(Pause, WholeAccount: true),
        SmtpCommandException answer => stage switch
        {
            MailStage.Greeting or MailStage.Sender => OfSender(answer),
            MailStage.Recipient => OfRecipient(answer, target),
            MailStage.Text => OfText(answer),
            _ => throw new System.Diagnostics.UnreachableException($"unknown stage {stage}"),
        },
        MailKit.ServiceNotAuthenticatedException => new SendResult.AccountRefused("the mail server wants a login; see Mail:User"),
        NotSupportedException => new SendResult.Rejected("the mail server does not take such an address"),
        // Without its text no mail is taken.
        _ when stage != MailStage.Text => new SendResult.Throttled(Pause, WholeAccount: true),
        _ => new SendResult.Unknown("the mail server gave no answer to the text"),
    };

    private static SendResult OfSender(SmtpCommandException answer) => IsTemporary(answer.StatusCode)
        ? new SendResult.Throttled(Pause, WholeAccount: true)
        : new SendResult.AccountRefused($"{Say(answer)} to Mail:From");

    // Codes that name the mailbox close it at once. Others may be a list of blocked senders or a fault of the server, so they rest it.
    private static SendResult OfRecipient(SmtpCommandException answer, Target target)
    {
        var reason = $"{Say(answer)} ({target.AddressMark})";
        if (IsTemporary(answer.StatusCode))
            return new SendResult.Failed(reason);
        return CodeOf(answer) is "5.1.1" or "5.1.2" or "5.1.3" or "5.1.6" or "5.1.10" or "5.2.1" ? new SendResult.ChatGone(reason)
            : new SendResult.ChatResting(reason, TargetResponse.Tries);
    }

    private static SendResult OfText(SmtpCommandException answer) => IsTemporary(answer.StatusCode)
        ? new SendResult.Failed(Say(answer)) : new SendResult.Rejected(Say(answer));

    private static bool IsTemporary(SmtpStatusCode code) => (int)code is >= 400 and < 500;

    private static string Say(SmtpCommandException answer) =>
        $"the mail server answered {(int)answer.StatusCode}{(CodeOf(answer) is { } code ? " " + code : "")}";

    private static string? CodeOf(SmtpCommandException answer) =>
        Enhanced.Match(answer.Message) is { Success: true } match ? match.Value : null;

    [GeneratedRegex(@"^[245]\.\d{1,3}\.\d{1,3}(?![\d.])", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Enhanced { get; }
}
