using System.Text;
using BenchmarkDotNet.Attributes;
using Yunhepan.FeedBot.Extraction.Charsets;

namespace Yunhepan.FeedBot.Benchmarks.Extraction;

/// <summary>Decodes one page of 100 paragraphs, compared with a decoder that knows the encoding.</summary>
public class Charsets
{
    private byte[] _bytes = [];

    private Encoding _encoding = Encoding.UTF8;

    [Params("utf-8", "gb18030", "big5", "utf-16")]
    public string Encoded { get; set; } = "utf-8";

    [Params(false, true)]
    public bool IsLabelled { get; set; }

    [GlobalSetup]
    public void Encode()
    {
        _encoding = EncodingLabels.Find(Encoded)!;
        _bytes = _encoding.GetBytes(SampleDocuments.Article(100).Replace("<meta charset=utf-8>", IsLabelled ? $"<meta charset={Encoded}>" : string.Empty, StringComparison.Ordinal));
    }

    [Benchmark]
    public int FeedBot() => TextDecoder.Decode(_bytes, null, null, isXml: false).Text.Length;

    [Benchmark(Baseline = true)]
    public int Decoder() => _encoding.GetString(_bytes).Length;
}
