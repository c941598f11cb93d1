using MailKit;

namespace Yunhepan.FeedBot.Chat.Mail;

/// <summary>What a mail server was told last.</summary>
internal enum MailStage
{
    Greeting,
    Sender,
    Recipient,
    Text,
}

/// <summary>
/// Notes how far a mail has come, because MailKit's exceptions name the stage only for some answers. It reads the beginnings of
/// commands and keeps nothing.
/// </summary>
internal sealed class MailProgress : IProtocolLogger
{
    public MailStage Stage { get; private set; }

    public IAuthenticationSecretDetector? AuthenticationSecretDetector { get; set; }

    public void LogClient(byte[] buffer, int offset, int count)
    {
        // Nothing of the text itself is a command.
        if (Stage == MailStage.Text)
            return;
        ReadOnlySpan<byte> sent = buffer.AsSpan(offset, count);
        if (sent.StartsWith("MAIL FROM:"u8))
            Stage = MailStage.Sender;
        else if (sent.StartsWith("RCPT TO:"u8))
            Stage = MailStage.Recipient;
        else if (sent.StartsWith("DATA"u8) || sent.StartsWith("BDAT"u8))
            Stage = MailStage.Text;
    }

    public void LogConnect(Uri uri)
    {
    }

    public void LogServer(byte[] buffer, int offset, int count)
    {
    }

    public void Dispose()
    {
    }
}
