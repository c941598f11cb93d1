using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Components;
using Yunhepan.FeedBot.Publishing.Serving;

namespace Yunhepan.FeedBot.Publishing.Pages;

/// <summary>A page as bytes, in each encoding.</summary>
internal sealed class RenderedPage
{
    public RenderedPage(string html, int status)
    {
        Status = status;
        var plain = Encoding.UTF8.GetBytes(html);
        var hash = Convert.ToHexStringLower(SHA256.HashData(plain).AsSpan(0, 12));
        Plain = new RenderedFeed.Variant("", plain, $"\"{hash}\"");
        Gzip = new RenderedFeed.Variant("gzip", Compression.Gzip(plain), $"\"{hash}-gz\"");
        Brotli = new RenderedFeed.Variant("br", Compression.Brotli(plain), $"\"{hash}-br\"");
    }

    public static async Task<RenderedPage> RenderAsync(RenderFragment page, int status) =>
        new(await PageRenderer.RenderAsync(page), status);

    public int Status { get; }

    public int Size => Plain.Bytes.Length + Gzip.Bytes.Length + Brotli.Bytes.Length;

    public RenderedFeed.Variant Plain { get; }

    public RenderedFeed.Variant Gzip { get; }

    public RenderedFeed.Variant Brotli { get; }
}
