using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Ingestion.Fetching;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.Ingestion;

/// <summary>Hostile and broken servers cause no harm.</summary>
public sealed class FetchFaultTests
{
    [Theory]
    [InlineData("endless")]
    [InlineData("bomb")]
    [InlineData("long")]
    public async Task A_body_over_the_cap_is_not_read_to_its_end(string kind)
    {
        await using var rig = await SourcesRig.StartAsync(("Fetching:MaxBodyBytes", "65536"));
        rig.Origin.Map("/endless", Answers.Endless());
        rig.Origin.Map("/bomb", Answers.GzipBomb());
        rig.Origin.Map("/long", Answers.Bytes(new byte[65537]));
        rig.Origin.Map("/full", Answers.Bytes(new byte[65536]));

        var failed = await rig.FailedAsync("/" + kind);

        Assert.Equal(FetchFault.TooLarge, failed.Fault);
        Assert.EndsWith("larger than 64 KB", failed.Reason, StringComparison.Ordinal);
        Assert.Equal(65536, (await rig.FetchedAsync("/full")).Content.Length);
    }

    [Theory]
    [InlineData("/drip")]
    [InlineData("/silence")]
    [InlineData("/to-drip")]
    public async Task The_time_limit_holds_for_headers_body_and_redirects_together(string path)
    {
        await using var rig = await SourcesRig.StartAsync(("Fetching:Timeout", "00:00:01"));
        rig.Origin.Map("/drip", Answers.Drip(TimeSpan.FromMilliseconds(20)));
        rig.Origin.Map("/silence", Answers.Silence());
        rig.Origin.Map("/to-drip", Answers.Redirect("/drip"));

        var failed = await rig.FailedAsync(path);

        Assert.Equal(FetchFault.Timeout, failed.Fault);
        Assert.Contains("within 1 s", failed.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resets_truncation_damage_and_dead_ports_are_network_faults()
    {
        await using var rig = await SourcesRig.StartAsync(("Fetching:AllowedPrivateHosts:1", "127.0.0.1:9"));
        rig.Origin.Map("/reset", Answers.Reset());
        rig.Origin.Map("/truncated", Answers.Truncated());
        rig.Origin.Map("/damaged", Answers.With(Answers.Text("this is not gzip"), ("Content-Encoding", "gzip")));
        var token = TestContext.Current.CancellationToken;

        foreach (var path in (string[])["/reset", "/truncated", "/damaged"])
            Assert.Equal(FetchFault.Network, (await rig.FailedAsync(path)).Fault);

        var dead = Assert.IsType<FetchResult.Failed>(await rig.Fetcher.FetchAsync(new FetchRequest("http://127.0.0.1:9/"), token));
        Assert.Equal((FetchFault.Network, "http://127.0.0.1:9/: the connection was refused"), (dead.Fault, dead.Reason));
        var unknown = Assert.IsType<FetchResult.Failed>(await rig.Fetcher.FetchAsync(new FetchRequest("http://no-such-host.invalid/"), token));
        Assert.Equal(FetchFault.Network, unknown.Fault);
    }

    [Fact]
    public async Task A_certificate_nobody_trusts_is_a_fault_that_says_so()
    {
        using var key = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest("CN=elsewhere.example", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        await using var origin = await ScriptedOrigin.StartAsync(certificate);
        origin.Map("/", Answers.Text("x"));
        await using var services = SourcesRig.Compose("none.json", ("Fetching:AllowedPrivateHosts:0", "127.0.0.1"));

        var result = await services.GetRequiredService<SourceFetcher>().FetchAsync(new FetchRequest(origin.Url("/")), TestContext.Current.CancellationToken);

        var failed = Assert.IsType<FetchResult.Failed>(result);
        Assert.Equal(FetchFault.Network, failed.Fault);
        Assert.Contains("certificate", failed.Reason, StringComparison.Ordinal);
        Assert.Empty(origin.Requests);
    }

    [Fact]
    public async Task Too_many_header_bytes_are_refused()
    {
        await using var rig = await SourcesRig.StartAsync(("Fetching:MaxHeaderKilobytes", "4"));
        rig.Origin.Map("/feed", Answers.With(Answers.Text("x"), ("X-Long", new string('x', 20_000))));

        Assert.Equal(FetchFault.TooLarge, (await rig.FailedAsync("/feed")).Fault);
    }
}
