using System.IO.Compression;
using System.Text;
using Yunhepan.FeedBot.Ingestion.Fetching;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.Ingestion;

/// <summary>A compressed body costs little to decompress, whoever compressed it and how often.</summary>
public sealed class PackedBodyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("gzip, gzip")]
    [InlineData("gzip, gzip, gzip")]
    [InlineData("deflate, br")]
    [InlineData("br, x-gzip")]
    [InlineData("identity, gzip, identity, deflate")]
    public async Task A_body_that_names_more_than_one_packing_is_refused_unread(string encodings)
    {
        await using var rig = await SourcesRig.StartAsync();
        var bomb = new byte[9 * 1024 * 1024];
        foreach (var encoding in encodings.Split(", "))
            bomb = Pack(bomb, encoding);
        rig.Origin.Map("/bomb", Answers.With(Answers.Bytes(bomb, "text/html"), ("Content-Encoding", encodings)));

        var failed = await rig.FailedAsync("/bomb");

        Assert.Equal(FetchFault.TooLarge, failed.Fault);
        Assert.Contains("compressed more than once", failed.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("br", "gzip")]
    [InlineData(null, "gzip,gzip")]
    public async Task A_packing_within_the_packing_is_not_unpacked_either(string? named, string hidden)
    {
        await using var rig = await SourcesRig.StartAsync();
        var body = Encoding.UTF8.GetBytes("<p>新闻");
        foreach (var encoding in hidden.Split(','))
            body = Pack(body, encoding);
        rig.Origin.Map("/", named is null ? Answers.Bytes(body) : Answers.With(Answers.Bytes(Pack(body, named)), ("Content-Encoding", named)));

        Assert.Contains("compressed more than once", (await rig.FailedAsync("/")).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/gzip")]
    [InlineData("application/xml")]
    [InlineData(null)]
    public async Task Gzip_that_no_header_names_is_unpacked(string? contentType)
    {
        await using var rig = await SourcesRig.StartAsync();
        rig.Origin.Map("/sitemap.xml.gz", Answers.Bytes(Pack(Encoding.UTF8.GetBytes("<urlset>云和畔</urlset>"), "gzip"), contentType));

        Assert.Equal("<urlset>云和畔</urlset>", Encoding.UTF8.GetString((await rig.FetchedAsync("/sitemap.xml.gz")).Content.Span));
    }

    [Fact]
    public async Task Gzip_that_no_header_names_has_the_same_bounds()
    {
        await using var rig = await SourcesRig.StartAsync(("Fetching:MaxBodyBytes", "65536"));
        rig.Origin.Map("/bomb", Answers.Bytes(Pack(new byte[8 * 1024 * 1024], "gzip")));
        rig.Origin.Map("/damaged", Answers.Bytes([.. Pack(Encoding.UTF8.GetBytes("新闻"), "gzip")[..10], .. Encoding.ASCII.GetBytes(new string('x', 500))]));

        Assert.Equal(FetchFault.TooLarge, (await rig.FailedAsync("/bomb")).Fault);
        Assert.Contains("damaged", (await rig.FailedAsync("/damaged")).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task A_damaged_body_is_a_fault_of_the_network_whatever_packed_it(string encoding)
    {
        await using var rig = await SourcesRig.StartAsync();
        var whole = Pack(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 400).Select(n => $"新闻{n * 7919}"))), encoding);
        for (var i = whole.Length / 3; i < whole.Length; i++)
            whole[i] = (byte)(i * 37);
        rig.Origin.Map("/", Answers.With(Answers.Bytes(whole), ("Content-Encoding", encoding)));

        var failed = await rig.FailedAsync("/");

        Assert.Equal((FetchFault.Network, "the compressed body is damaged"), (failed.Fault, failed.Reason.Split(": ")[^1]));
    }

    private static byte[] Pack(byte[] bytes, string encoding)
    {
        using var packed = new MemoryStream();
        using (Stream stream = encoding switch
        {
            "br" => new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            "deflate" => new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            "identity" => new BufferedStream(packed),
            _ => new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true),
        })
        {
            stream.Write(bytes);
            stream.Flush();
        }

        return packed.ToArray();
    }
}
