using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using MimeKit;
using Yunhepan.FeedBot.Catalogue.Reading;

namespace Yunhepan.FeedBot.Chat.Mail;

/// <summary>How the connection to the mail server is protected.</summary>
public enum MailSecurity
{
    /// <summary>By STARTTLS; not at all if the server is on this machine.</summary>
    Automatic,

    /// <summary>By STARTTLS; a server without it gets nothing.</summary>
    StartTls,

    /// <summary>By TLS from the first byte.</summary>
    Tls,

    /// <summary>Not at all, for a server in the same protected network.</summary>
    None,
}

/// <summary>
/// The options of the configuration section <c>Mail</c>: the server that takes our mail. Without a server no mail is sent.
/// </summary>
public sealed class MailOptions
{
    public const string Section = "Mail";

    /// <summary>The name or address of the mail server.</summary>
    public string? Server { get; set; }

    /// <summary>The port; 0 is 465 for TLS from the first byte, 25 for a server on this machine, otherwise 587.</summary>
    [Range(0, 65_535)]
    public int Port { get; set; }

    public MailSecurity Security { get; set; }

    /// <summary>A file in PEM with certificates that are trusted besides those of the system, for a server within the house.</summary>
    public string? AuthorityFile { get; set; }

    /// <summary>The name of the account; null if the server wants none.</summary>
    public string? User { get; set; }

    /// <summary>The password of the account. A secret: prefer <see cref="PasswordFile"/> or the environment.</summary>
    public string? Password { get; set; }

    /// <summary>A file that contains only the password.</summary>
    public string? PasswordFile { get; set; }

    /// <summary>
    /// Who sends: <c>news@example.org</c> or <c>News &lt;news@example.org&gt;</c>. Without a name it is that of the site.
    /// </summary>
    public string? From { get; set; }

    /// <summary>Where answers go; null for the sender.</summary>
    public string? ReplyTo { get; set; }

    /// <summary>The most mails in a minute.</summary>
    [Range(1, 10_000)]
    public int PerMinute { get; set; } = 60;

    /// <summary>The most mails in a minute to addresses of one domain, because large providers slow down who sends faster.</summary>
    [Range(1, 10_000)]
    public int PerDomainPerMinute { get; set; } = 30;

    internal bool IsOnThisMachine =>
        Server is "localhost" || (IPAddress.TryParse(Server, out var address) && IPAddress.IsLoopback(address));

    internal bool IsProtected =>
        Security is MailSecurity.StartTls or MailSecurity.Tls || (Security == MailSecurity.Automatic && !IsOnThisMachine);

    internal int PortUsed => Port != 0 ? Port : Security == MailSecurity.Tls ? 465 : IsOnThisMachine ? 25 : 587;

    /// <summary>Reads the password; null without one.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file cannot be read.</exception>
    internal string? ReadPassword() => !string.IsNullOrEmpty(Password) ? Password
        : string.IsNullOrWhiteSpace(PasswordFile) ? null : File.ReadAllText(PasswordFile).Trim('\r', '\n');

    /// <summary>Reads the certificates that are trusted besides those of the system.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file cannot be read.</exception>
    /// <exception cref="CryptographicException">The file contains no certificates.</exception>
    internal X509Certificate2Collection ReadAuthorities()
    {
        X509Certificate2Collection authorities = [];
        if (!string.IsNullOrWhiteSpace(AuthorityFile))
            authorities.ImportFromPemFile(AuthorityFile);
        return authorities;
    }
}

[OptionsValidator]
internal sealed partial class MailRangeValidator : IValidateOptions<MailOptions>;

/// <summary>Checks what attributes cannot express. No fault repeats a secret.</summary>
internal sealed class MailOptionsValidator : IValidateOptions<MailOptions>
{
    public ValidateOptionsResult Validate(string? name, MailOptions options)
    {
        List<string> faults = [.. Faults(options)];
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(MailOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Server))
            yield break;
        if (options.Server.AsSpan().IndexOfAny(" :/@") >= 0 && !IPAddress.TryParse(options.Server, out _))
            yield return "Mail:Server: it must be the name of a server alone, such as smtp.example.org.";
        if (!IsAddress(options.From))
            yield return "Mail:From: it must be an address, such as news@example.org or News <news@example.org>.";
        if (options.ReplyTo is not null && !IsAddress(options.ReplyTo))
            yield return "Mail:ReplyTo: it must be an address, such as desk@example.org.";
        if (options.User is not null && string.IsNullOrEmpty(options.Password) && string.IsNullOrWhiteSpace(options.PasswordFile))
            yield return "Mail:User needs Mail:Password or Mail:PasswordFile.";
        if (options.User is not null && !options.IsProtected && !options.IsOnThisMachine)
            yield return "Mail:User: a password is not sent without protection; set Mail:Security to StartTls or Tls.";
        if (Unreadable(() => options.ReadPassword()) is { } password)
            yield return $"Mail:PasswordFile: '{options.PasswordFile}' cannot be read: {password}.";
        if (Unreadable(() => options.ReadAuthorities()) is { } authority)
            yield return $"Mail:AuthorityFile: '{options.AuthorityFile}' cannot be read: {authority}.";
    }

    // MimeKit takes a name of this machine too, which has no domain.
    private static bool IsAddress(string? text) =>
        MailboxAddress.TryParse(text, out var mailbox) && mailbox.Address.Contains('@', StringComparison.Ordinal);

    private static string? Unreadable(Action read)
    {
        try
        {
            read();
            return null;
        }
        catch (CryptographicException)
        {
            return "it contains no certificate in PEM";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return FileFault.InWords(e);
        }
    }
}
