using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Yunhepan.FeedBot.Chat.Mail;

/// <summary>A connection to the mail server of the settings.</summary>
internal static class MailConnection
{
    /// <summary>How long a mail may take: servers delay their greeting against spam, and examine a mail before they take it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Connects, protected as stated, and logs in; <see cref="MailAnswer.Refusal"/> says what an exception means.</summary>
    public static async Task EnterAsync(SmtpClient client, MailOptions stated, CancellationToken cancellationToken)
    {
        // A list of revoked certificates is often out of reach of a server in a closed network.
        client.CheckCertificateRevocation = false;
        var authorities = stated.ReadAuthorities();
        if (authorities.Count > 0)
            client.ServerCertificateValidationCallback =
                (_, certificate, _, errors) => IsTrusted(certificate, errors, authorities);
        await client.ConnectAsync(stated.Server!, stated.PortUsed, ProtectionOf(stated), cancellationToken);
        // Each answer belongs to one command.
        client.Capabilities &= ~SmtpCapabilities.Pipelining;
        if (stated.User is { } user)
            await client.AuthenticateAsync(user, stated.ReadPassword() ?? "", cancellationToken);
    }

    private static SecureSocketOptions ProtectionOf(MailOptions stated) => stated.Security switch
    {
        MailSecurity.None => SecureSocketOptions.None,
        MailSecurity.Automatic => stated.IsOnThisMachine ? SecureSocketOptions.None : SecureSocketOptions.StartTls,
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        _ => throw new System.Diagnostics.UnreachableException($"unknown protection {stated.Security}"),
    };

    // The name must be right in any case; only who vouches for it may be one of the house.
    private static bool IsTrusted(X509Certificate? certificate, SslPolicyErrors errors, X509Certificate2Collection authorities)
    {
        if (errors == SslPolicyErrors.None)
            return true;
        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || certificate is not X509Certificate2 stated)
            return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        return chain.Build(stated);
    }

    /// <summary>Ends a connection: the mail is with the server already, however it says goodbye.</summary>
    public static async Task LeaveAsync(SmtpClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.DisconnectAsync(quit: true, cancellationToken);
        }
        catch (Exception error) when (error is IOException or MailKit.ProtocolException or MailKit.CommandException
            or OperationCanceledException)
        {
        }
    }
}
