using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Yunhepan.FeedBot.Chat.Push;

/// <summary>Identifies this service to push services (VAPID, RFC 8292).</summary>
internal sealed class VapidKey(ECDsa key) : IDisposable
{
    // At most a day; half of it tolerates clocks that differ.
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    private static readonly string Header = Base64Url.EncodeToString("{\"typ\":\"JWT\",\"alg\":\"ES256\"}"u8);

    /// <summary>The public key as browsers take it.</summary>
    public string PublicKey { get; } = Base64Url.EncodeToString(PushEncryption.PointOf(key.ExportParameters(false).Q));

    public static byte[] Create()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKey();
    }

    public static VapidKey Load(byte[] privateKey)
    {
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(privateKey, out _);
        return new VapidKey(key);
    }

    /// <summary>Returns the value of <c>Authorization</c> for a request to a push service.</summary>
    /// <param name="contact">Whom the push service may ask: a mailto or https address; null if there is none.</param>
    public string Authorize(Uri endpoint, string? contact, DateTimeOffset now)
    {
        var claims = new JsonObject
        {
            ["aud"] = endpoint.GetLeftPart(UriPartial.Authority),
            ["exp"] = (now + Lifetime).ToUnixTimeSeconds(),
        };
        if (contact is not null)
            claims["sub"] = contact;
        var signed = $"{Header}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims.ToJsonString()))}";
        var signature = key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256);
        return $"vapid t={signed}.{Base64Url.EncodeToString(signature)}, k={PublicKey}";
    }

    /// <summary>Derives a secret for another use from the private key (HKDF), so that one key is kept.</summary>
    public byte[] DeriveSecret(string purpose) => HKDF.DeriveKey(
        HashAlgorithmName.SHA256, key.ExportParameters(true).D!, outputLength: 32, info: Encoding.UTF8.GetBytes(purpose));

    public void Dispose() => key.Dispose();
}
