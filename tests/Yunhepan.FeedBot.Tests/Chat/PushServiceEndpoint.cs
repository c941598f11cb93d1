using System.Buffers.Binary;
using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Yunhepan.FeedBot.Tests.Chat;

/// <summary>A push that a device received: decrypted, and with what the push service was told about it.</summary>
internal sealed record ReceivedPush(JsonElement Body, int Bytes, string Topic, string Urgency, long Lives)
{
    public string Title => Body.GetProperty("title").GetString()!;

    public string Text => Body.TryGetProperty("body", out var body) ? body.GetString()! : "";

    public long Id => Body.GetProperty("id").GetInt64();

    public bool Is(string name) => Body.TryGetProperty(name, out var value) && value.GetBoolean();
}

/// <summary>
/// A push service with its browsers, on a real Kestrel: it enforces RFC 8030 (TTL, urgency, topic, size), verifies the signature of
/// RFC 8292, and decrypts as RFC 8291 says. What breaks a rule is answered 400 and recorded.
/// </summary>
internal sealed class PushServiceEndpoint : IAsyncDisposable
{
    private const int MaxBody = 4096;

    private static readonly string[] Urgencies = ["very-low", "low", "normal", "high"];

    private readonly WebApplication _app;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, Browser> _browsers = new(StringComparer.Ordinal);

    private PushServiceEndpoint(TimeProvider time)
    {
        _time = time;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(TakeAsync);
    }

    public Uri BaseUrl => new(_app.Urls.First());

    /// <summary>What broke a rule, and why.</summary>
    public ConcurrentQueue<string> Violations { get; } = new();

    /// <summary>Only this key may push, as a browser demands that subscribed with it.</summary>
    public string? ServerKey { get; set; }

    public int Requests { get; private set; }

    public static async Task<PushServiceEndpoint> StartAsync(TimeProvider? time = null)
    {
        var service = new PushServiceEndpoint(time ?? TimeProvider.System);
        await service._app.StartAsync(ChatApp.Cancel);
        return service;
    }

    public Browser Subscribe(Func<HttpContext, Task<bool>>? before = null)
    {
        var browser = new Browser(BaseUrl, before);
        _browsers[browser.Path] = browser;
        return browser;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext http)
    {
        Requests++;
        var browser = _browsers.GetValueOrDefault(http.Request.Path.Value ?? "");
        if (browser is null)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        if (browser.Before is { } before && await before(http))
            return;
        try
        {
            if (body.Length > browser.MaxBody)
            {
                http.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
                return;
            }

            browser.Take(Read(http.Request, browser, body.ToArray()));
            http.Response.StatusCode = StatusCodes.Status201Created;
            http.Response.Headers.Location = new Uri(BaseUrl, "/message/1").ToString();
        }
        catch (Exception e)
        {
            Violations.Enqueue(e.Message);
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
        }
    }

    private ReceivedPush Read(HttpRequest request, Browser browser, byte[] body)
    {
        Verify(request.Headers.Authorization.ToString());
        Demand(request.Method == "POST", "the method is not POST");
        Demand(request.Headers.ContentEncoding == "aes128gcm", "the encoding is not aes128gcm");
        Demand(long.TryParse(request.Headers["TTL"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var lives), "TTL is no number");
        var urgency = request.Headers["Urgency"].ToString();
        Demand(Urgencies.Contains(urgency), $"Urgency is {urgency}");
        var topic = request.Headers["Topic"].ToString();
        Demand(topic.Length is > 0 and <= 32 && topic.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'), $"Topic is {topic}");
        Demand(body.Length <= MaxBody, "the body is too large");
        using var json = JsonDocument.Parse(browser.Decrypt(body));
        return new ReceivedPush(json.RootElement.Clone(), body.Length, topic, urgency, lives);
    }

    private void Verify(string authorization)
    {
        Demand(authorization.StartsWith("vapid ", StringComparison.Ordinal), "the scheme is not vapid");
        var parts = authorization["vapid ".Length..].Split(',', StringSplitOptions.TrimEntries)
            .Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => part[1], StringComparer.Ordinal);
        Demand(ServerKey is null || ServerKey == parts["k"], "the key is not the one that the browser subscribed with");
        var point = Base64Url.DecodeFromChars(parts["k"]);
        using var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = point[1..33], Y = point[33..] } });
        var token = parts["t"].Split('.');
        Demand(token.Length == 3, "the token has not three parts");
        Demand(
            key.VerifyData(Encoding.ASCII.GetBytes($"{token[0]}.{token[1]}"), Base64Url.DecodeFromChars(token[2]), HashAlgorithmName.SHA256),
            "the signature is wrong");
        using var header = JsonDocument.Parse(Base64Url.DecodeFromChars(token[0]));
        Demand(header.RootElement.GetProperty("alg").GetString() == "ES256", "the algorithm is not ES256");
        using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(token[1]));
        Demand(claims.RootElement.GetProperty("aud").GetString() == BaseUrl.GetLeftPart(UriPartial.Authority), "the audience is another one");
        var left = DateTimeOffset.FromUnixTimeSeconds(claims.RootElement.GetProperty("exp").GetInt64()) - _time.GetUtcNow();
        Demand(left > TimeSpan.Zero && left <= TimeSpan.FromHours(24), $"the token lives {left}");
    }

    private static void Demand(bool isMet, string otherwise)
    {
        if (!isMet)
            throw new InvalidDataException(otherwise);
    }

    /// <summary>One browser's subscription, with the keys that only it has.</summary>
    internal sealed class Browser(Uri service, Func<HttpContext, Task<bool>>? before)
    {
        private readonly ECDiffieHellman _key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        private readonly ConcurrentQueue<ReceivedPush> _received = new();

        public string Path { get; } = "/push/" + Guid.NewGuid().ToString("N");

        public string Endpoint => new Uri(service, Path).ToString();

        public byte[] Secret { get; } = RandomNumberGenerator.GetBytes(16);

        public byte[] Key
        {
            get
            {
                var point = _key.ExportParameters(false).Q;
                return [4, .. point.X!, .. point.Y!];
            }
        }

        public int MaxBody { get; set; } = PushServiceEndpoint.MaxBody;

        public Func<HttpContext, Task<bool>>? Before { get; set; } = before;

        public IReadOnlyList<ReceivedPush> Received => [.. _received];

        /// <summary>What the device shows when its network comes back: of each topic the last push.</summary>
        public IReadOnlyList<ReceivedPush> Waiting => [.. _received.GroupBy(push => push.Topic).Select(topic => topic.Last())];

        public object Subscription(string? level = null) => new
        {
            endpoint = Endpoint, key = Base64Url.EncodeToString(Key), secret = Base64Url.EncodeToString(Secret), level,
        };

        public void Take(ReceivedPush push) => _received.Enqueue(push);

        // RFC 8188 section 2 and RFC 8291 section 3, from the receiver's side.
        public byte[] Decrypt(byte[] body)
        {
            var salt = body[..16];
            var recordSize = BinaryPrimitives.ReadUInt32BigEndian(body.AsSpan(16));
            Demand(recordSize is > 18 and <= 4096 && body.Length - 86 <= recordSize, $"the record size is {recordSize}");
            Demand(body[20] == 65, "the key id is no point");
            var senderKey = body[21..86];
            using var sender = ECDiffieHellman.Create(new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = senderKey[1..33], Y = senderKey[33..] },
            });
            var shared = _key.DeriveRawSecretAgreement(sender.PublicKey);
            var input = HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, 32, Secret, [.. "WebPush: info\0"u8, .. Key, .. senderKey]);
            var random = HKDF.Extract(HashAlgorithmName.SHA256, input, salt);
            var contentKey = HKDF.Expand(HashAlgorithmName.SHA256, random, 16, [.. "Content-Encoding: aes128gcm\0"u8]);
            var nonce = HKDF.Expand(HashAlgorithmName.SHA256, random, 12, [.. "Content-Encoding: nonce\0"u8]);
            var plain = new byte[body.Length - 86 - 16];
            using var cipher = new AesGcm(contentKey, 16);
            cipher.Decrypt(nonce, body.AsSpan(86, plain.Length), body.AsSpan(body.Length - 16), plain);
            var end = Array.FindLastIndex(plain, each => each != 0);
            Demand(plain[end] == 2, "the last record is not marked");
            return plain[..end];
        }
    }
}
