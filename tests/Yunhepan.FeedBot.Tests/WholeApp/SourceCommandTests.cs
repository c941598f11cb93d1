using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Yunhepan.FeedBot.Tests.Articles;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.WholeApp;

/// <summary>Tests the operator's commands about sources, and the requests of hubs to the service.</summary>
[Collection(WholeAppTests.Name)]
public sealed class SourceCommandTests
{
    [Fact]
    public async Task The_health_of_sources_is_a_table_and_hubs_get_no_foothold()
    {
        await using var rig = await WholeAppRig.StartAsync();
        rig.Environment.Remove("Telegram__Token");
        rig.Origin.Map("/broken", Answers.Status(500));
        rig.Portal.Publish(3);
        rig.Origin.Map("/odd", Answers.Text("<html><head><title>安全验证</title></head><body><p>请完成安全验证</p></body></html>"));
        rig.WriteFeeds(("portal", "/news/"), ("broken", "/broken"), ("odd", "/odd"));
        await using var process = await rig.RunAsync();
        await process.UntilAsync(async () => (await process.TitlesAsync()).Count == 3, "the first poll");
        await process.WaitForLineAsync(line => line.Contains("Source broken failed: ", StringComparison.Ordinal), "the broken source");
        await process.UntilAsync(async () => (await (await process.AskAsync("/readyz")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Contains("looking wrong", StringComparison.Ordinal), "the odd source");

        var health = await rig.CommandAsync("check", rig.FeedsFile, "--health", "--data", rig.DataFolder);
        var lines = health.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(1, health.ExitCode);
        Assert.StartsWith("SOURCE", lines[0], StringComparison.Ordinal);
        Assert.Matches("^portal +good ", lines[1]);
        Assert.Matches("^broken +failing.*back-off.*500 from ", lines[2]);
        Assert.Matches("^odd +failing.*a check of the visitor in the place of the page", lines[3]);
        Assert.Contains("1 looking wrong, first odd", await (await process.AskAsync("/readyz")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        var refused = await rig.CommandAsync("accept", "portal", "--feeds", rig.FeedsFile, "--data", rig.DataFolder);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("nothing of source portal is held back", string.Join('\n', refused.Error), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.NotFound, (await process.AskAsync("/push/0123?hub.mode=subscribe&hub.topic=x&hub.challenge=y")).StatusCode);
        Assert.Equal(HttpStatusCode.Gone, (await process.PostAsync("/push/0123", "<rss/>")).StatusCode);
    }

    [Fact]
    public async Task Discover_prints_candidates_with_a_preview_and_speaks_http2_to_who_does()
    {
        await using var rig = await WholeAppRig.StartAsync();
        using var key = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, true));
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        using var certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
        rig.Environment["SSL_CERT_FILE"] = rig.Folder.Write("ca.pem", made.ExportCertificatePem());
        await using var origin = await ScriptedOrigin.StartAsync(certificate);
        origin.Map("/", Answers.Text("<html><head><title>站</title><link rel=\"alternate\" type=\"application/rss+xml\" href=\"/neu.xml\"></head><body></body></html>"));
        origin.Map("/neu.xml", Answers.Text(ArticlesRig.Rss(("城墙修缮完工", "/1.html", "短")), "application/rss+xml"));

        var found = await rig.CommandAsync("discover", $"https://localhost:{origin.Port}/");

        Assert.Equal((0, ""), (found.ExitCode, string.Join('\n', found.Error)));
        var lines = found.Out.Split('\n');
        Assert.Equal($"1. https://localhost:{origin.Port}/neu.xml", lines[0]);
        Assert.Contains("   - 城墙修缮完工", lines);
        Assert.All(origin.Requests, seen => Assert.Equal("HTTP/2", seen.Protocol));
    }
}
