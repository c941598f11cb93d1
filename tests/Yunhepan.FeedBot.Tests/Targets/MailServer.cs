using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Chat.Mail;

namespace Yunhepan.FeedBot.Tests.Targets;

/// <summary>
/// A real mail server, aiosmtpd of Debian, with STARTTLS and a certificate of its own; see smtp_server.py. The mails are read back with
/// MimeKit.
/// </summary>
internal sealed class MailServer : ITargetServer
{
    public const string Domain = "mailbox.example";

    private const string Python = "/usr/bin/python3";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("feedbot-mail-");
    private Process _process = null!;
    private int _port;

    public Target Target { get; } = new()
    {
        Id = "desk", Kind = TargetKind.Mail, Url = $"mailto:desk@{Domain}", Follow = new FollowedTopics(),
    };

    public IReadOnlyList<MimeMessage> Mails => [.. Files.Select(file => MimeMessage.Load(file))];

    public IReadOnlyList<string> Shown => [.. Mails.Select(mail => $"{mail.Subject}\n{mail.TextBody}")];

    public IReadOnlyList<string> Violations =>
        File.Exists(Path.Combine(_folder.FullName, "violations")) ? File.ReadAllLines(Path.Combine(_folder.FullName, "violations")) : [];

    public int Accepted => Files.Count;

    /// <summary>The mails as they came, oldest first.</summary>
    public IReadOnlyList<string> Files => [.. Directory.GetFiles(_folder.FullName, "*.eml").Order(StringComparer.Ordinal)];

    /// <param name="how"><c>notls</c> for a server without STARTTLS, <c>auth</c> for one that wants a password.</param>
    public static async Task<MailServer> StartAsync(params string[] how)
    {
        var server = new MailServer();
        Assert.SkipUnless(File.Exists(Python), "python3 is not installed");
        server.WriteCertificate();
        var script = Path.Combine(Checkout.Tests, "Targets", "smtp_server.py");
        server._process = Process.Start(new ProcessStartInfo(Python, [script, server._folder.FullName, .. how])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        })!;
        var line = await server._process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        if (!int.TryParse(line, CultureInfo.InvariantCulture, out server._port))
        {
            var error = await server._process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await server.DisposeAsync();
            Assert.SkipWhen(error.Contains("No module named", StringComparison.Ordinal), "python3-aiosmtpd is not installed");
            Assert.Fail(error);
        }

        return server;
    }

    /// <summary>The settings by which it is reached, as an operator writes them.</summary>
    public IEnumerable<(string Key, string Value)> Settings =>
    [
        ("Mail:Server", "127.0.0.1"), ("Mail:Port", _port.ToString(CultureInfo.InvariantCulture)), ("Mail:Security", "StartTls"),
        ("Mail:AuthorityFile", Path.Combine(_folder.FullName, "certificate.pem")), ("Mail:From", "News <news@feedbot.example>"),
    ];

    public void Configure(IServiceCollection services) => services.Configure<MailOptions>(Configure);

    public void Configure(MailOptions options)
    {
        options.Server = "127.0.0.1";
        options.Port = _port;
        options.Security = MailSecurity.StartTls;
        options.AuthorityFile = Path.Combine(_folder.FullName, "certificate.pem");
        options.From = "News <news@feedbot.example>";
    }

    public void Fail(TargetFault fault, int times = 1)
    {
        for (var i = 0; i < times; i++)
            Answer(fault switch
            {
                TargetFault.Throttled => "RCPT 451 4.7.1 ADDRESS: Recipient address rejected: Greylisted",
                TargetFault.ServerError => "MAIL 421 4.3.2 Service shutting down",
                TargetFault.ClosedWithoutAnswer => "CLOSE",
                TargetFault.AcceptedWithoutAnswer => "KEEP",
                TargetFault.Refused => "DATA 554 5.6.0 Message content rejected",
                TargetFault.Gone => "RCPT 550 5.1.1 ADDRESS: Recipient address rejected: User unknown",
                _ => throw new ArgumentOutOfRangeException(nameof(fault)),
            });
    }

    /// <summary>Answers so to one of the next mails; see smtp_server.py.</summary>
    public void Answer(string answer)
    {
        _process.StandardInput.WriteLine(answer);
        Assert.Equal("ok", _process.StandardOutput.ReadLine());
    }

    public async ValueTask DisposeAsync()
    {
        // It ends with its input.
        _process.StandardInput.Close();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private void WriteCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        File.WriteAllText(Path.Combine(_folder.FullName, "certificate.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(_folder.FullName, "key.pem"), key.ExportPkcs8PrivateKeyPem());
    }
}
