using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Memory;

namespace Yunhepan.FeedBot.Chat.Web;

/// <summary>A picture whose bytes are what their type says.</summary>
internal sealed record WebPicture(byte[] Content, string ContentType);

/// <summary>
/// Fetches the pictures of alerts for the page and keeps them for a while, so that the place of a picture does not learn who reads
/// about it. Everything is bounded: the size of a picture, how many are fetched at once, the time of a fetch, the memory in all. A host
/// has only some of the places, so that one that never answers keeps no picture of another waiting, and so has each chat that asks: its
/// fetches wait for each other before they wait for a place that others need.
/// </summary>
internal sealed class WebPictures(IHttpClientFactory clients, TimeProvider time) : IDisposable
{
    public const string ClientName = "web chat pictures";

    /// <summary>The number of pictures that are fetched at once from one host.</summary>
    public const int PlacesOfHost = 2;

    /// <summary>The number of pictures that are fetched at once for one chat.</summary>
    public const int PlacesOfChat = 4;

    /// <summary>The largest picture, in bytes.</summary>
    public const int MaxBytes = 3 * 1024 * 1024;

    private const int Places = 8;
    private const int Hosts = 128;
    private const int MaxWaiting = 1000;
    private const int MaxWaitingOfHost = 100;
    private const int MaxWaitingOfChat = 150;
    private const long MaxMemory = 48L * 1024 * 1024;
    private const int Overhead = 512;

    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);
    private static readonly TimeSpan KeptFault = TimeSpan.FromMinutes(5);

    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = MaxMemory });
    private readonly ConcurrentDictionary<string, Lazy<Task<WebPicture?>>> _loading = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _places = new(Places);
    private readonly PlacesByKey _ofChats = new(PlacesOfChat, MaxWaitingOfChat);

    // One slow host leaves a chat places for the pictures of others.
    private readonly PlacesByKey _ofChatsAtHosts = new(PlacesOfHost, MaxWaitingOfChat);

    // Hosts share these by their hashes, which nobody outside of this process can foresee.
    private readonly HostShare[] _hosts = [.. Enumerable.Range(0, Hosts).Select(number => new HostShare(number))];

    /// <summary>Returns the picture at an address; null if it cannot be had, or is no picture.</summary>
    /// <param name="chat">The chat that asks.</param>
    public async Task<WebPicture?> GetAsync(string address, string chat, CancellationToken cancellationToken)
    {
        if (TryGetKept(address, out var kept))
            return kept;
        if (HostOf(address) is not { } host)
            return null;
        // All readers of an alert share one fetch, which the first of them does not end by leaving.
        if (_loading.TryGetValue(address, out var shared))
            return await shared.Value.WaitAsync(cancellationToken);
        using var atHost = await _ofChatsAtHosts.EnterAsync($"{chat} {host.Number}", cancellationToken);
        using var ofChat = atHost is null ? null : await _ofChats.EnterAsync(chat, cancellationToken);
        if (TryGetKept(address, out kept))
            return kept;
        if (ofChat is null || ((_loading.Count >= MaxWaiting || host.Waiting >= MaxWaitingOfHost) && !_loading.ContainsKey(address)))
            return null;
        var own = new Lazy<Task<WebPicture?>>(() => LoadAsync(address, host, atHost!.Keep(), ofChat.Keep()));
        return await _loading.GetOrAdd(address, own).Value.WaitAsync(cancellationToken);
    }

    private bool TryGetKept(string address, out WebPicture? picture)
    {
        var isKept = _cache.TryGetValue(address, out (WebPicture? Picture, DateTimeOffset Until) kept) && kept.Until > time.GetUtcNow();
        picture = kept.Picture;
        return isKept;
    }

    public void Dispose()
    {
        _cache.Dispose();
        _places.Dispose();
        foreach (var host in _hosts)
            host.Dispose();
    }

    private HostShare? HostOf(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri)
        ? _hosts[(uint)string.GetHashCode(uri.Authority, StringComparison.Ordinal) % Hosts] : null;

    private async Task<WebPicture?> LoadAsync(string address, HostShare host, params IDisposable[] ofChat)
    {
        try
        {
            var picture = await host.RunAsync(() => FetchAsync(address), _places);
            _cache.Set(
                address, (picture, time.GetUtcNow() + (picture is null ? KeptFault : Kept)),
                new MemoryCacheEntryOptions { Size = (picture?.Content.Length ?? 0) + address.Length + Overhead });
            return picture;
        }
        finally
        {
            _loading.TryRemove(address, out _);
            foreach (var place in ofChat)
                place.Dispose();
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

    /// <summary>The places that hosts with one hash share.</summary>
    private sealed class HostShare(int number) : IDisposable
    {
        private readonly SemaphoreSlim _places = new(PlacesOfHost);
        private int _waiting;

        public int Number => number;

        public int Waiting => Volatile.Read(ref _waiting);

        public async Task<WebPicture?> RunAsync(Func<Task<WebPicture?>> fetch, SemaphoreSlim ofAll)
        {
            Interlocked.Increment(ref _waiting);
            await _places.WaitAsync();
            try
            {
                // Who waits for its own host holds no place of the others.
                await ofAll.WaitAsync();
                try
                {
                    return await fetch();
                }
                finally
                {
                    ofAll.Release();
                }
            }
            finally
            {
                _places.Release();
                Interlocked.Decrement(ref _waiting);
            }
        }

        public void Dispose() => _places.Dispose();
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
