using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Memory;

namespace Yunhepan.FeedBot.Chat.Web;

/// <summary>A picture whose bytes are what their type says.</summary>
internal sealed record WebPicture(byte[] Content, string ContentType);

/// <summary>
/// Fetches the pictures of alerts for the page and keeps them for a while, so that the place of a picture does not learn who reads
/// about it. Everything is bounded: the size of a picture, how many are fetched at once, the time of a fetch, the memory in all.
/// </summary>
internal sealed class WebPictures(IHttpClientFactory clients, TimeProvider time) : IDisposable
{
    public const string ClientName = "web chat pictures";

    /// <summary>The number of pictures that are fetched at once.</summary>
    public const int Places = 4;

    /// <summary>The largest picture, in bytes.</summary>
    public const int MaxBytes = 3 * 1024 * 1024;

    private const int MaxWaiting = 200;
    private const long MaxMemory = 48L * 1024 * 1024;
    private const int Overhead = 512;

    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);
    private static readonly TimeSpan KeptFault = TimeSpan.FromMinutes(5);

    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = MaxMemory });
    private readonly ConcurrentDictionary<string, Lazy<Task<WebPicture?>>> _loading = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _places = new(Places);

    /// <summary>Returns the picture at an address; null if it cannot be had, or is no picture.</summary>
    public async Task<WebPicture?> GetAsync(string address, CancellationToken cancellationToken)
    {
        if (_cache.TryGetValue(address, out (WebPicture? Picture, DateTimeOffset Until) kept) && kept.Until > time.GetUtcNow())
            return kept.Picture;
        if (_loading.Count >= MaxWaiting)
            return null;
        // All readers of an alert share one fetch, which the first of them does not end by leaving.
        return await _loading.GetOrAdd(address, _ => new Lazy<Task<WebPicture?>>(() => LoadAsync(address))).Value
            .WaitAsync(cancellationToken);
    }

    public void Dispose()
    {
        _cache.Dispose();
        _places.Dispose();
    }

    private async Task<WebPicture?> LoadAsync(string address)
    {
        await _places.WaitAsync();
        try
        {
            var picture = await FetchAsync(address);
            _cache.Set(
                address, (picture, time.GetUtcNow() + (picture is null ? KeptFault : Kept)),
                new MemoryCacheEntryOptions { Size = (picture?.Content.Length ?? 0) + address.Length + Overhead });
            return picture;
        }
        finally
        {
            _places.Release();
            _loading.TryRemove(address, out _);
        }
    }

    private async Task<WebPicture?> FetchAsync(string address)
    {
        using var client = clients.CreateClient(ClientName);
        using var timeout = new CancellationTokenSource(client.Timeout, time);
        try
        {
            using var response = await client.GetAsync(new Uri(address), HttpCompletionOption.ResponseHeadersRead, timeout.Token);
            if (!response.IsSuccessStatusCode || response.Content.Headers.ContentLength > MaxBytes)
                return null;
            await using var body = await response.Content.ReadAsStreamAsync(timeout.Token);
            return await ReadAsync(body, timeout.Token) is { } bytes && TypeOf(bytes) is { } type ? new WebPicture(bytes, type) : null;
        }
        // Whatever goes wrong there, the card is shown without its picture.
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException or UriFormatException
            or InvalidOperationException or NotSupportedException)
        {
            return null;
        }
    }

    /// <returns>Null if there are too many bytes.</returns>
    private static async Task<byte[]?> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await body.ReadAsync(buffer, cancellationToken) is > 0 and var count)
        {
            bytes.Write(buffer, 0, count);
            if (bytes.Length > MaxBytes)
                return null;
        }

        return bytes.ToArray();
    }

    // The server's own word counts for nothing, and a drawing (SVG) may contain scripts.
    private static string? TypeOf(ReadOnlySpan<byte> bytes) =>
        bytes is [0x89, (byte)'P', (byte)'N', (byte)'G', ..] ? "image/png"
        : bytes is [0xFF, 0xD8, 0xFF, ..] ? "image/jpeg"
        : bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8) ? "image/gif"
        : bytes.Length > 12 && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8) ? "image/webp"
        : bytes.Length > 12 && bytes[4..].StartsWith("ftypavif"u8) ? "image/avif"
        : null;
}
