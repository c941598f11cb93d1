using System.Security.Cryptography;
using System.Text;

namespace Yunhepan.FeedBot.Ingestion.Push;

/// <summary><c>X-Hub-Signature: method=hex</c> (WebSub section 7).</summary>
public static class HubSignature
{
    /// <param name="header">As it came; none is no signature.</param>
    /// <param name="secret">As we gave it to the hub.</param>
    /// <param name="content">The very bytes of the body.</param>
    public static bool IsValid(string? header, string secret, ReadOnlySpan<byte> content)
    {
        if (header?.Split('=', 2) is not [var method, var stated] || stated.Length > 128)
            return false;
        var key = Encoding.UTF8.GetBytes(secret);
        // The hub chooses; the weakest that the specification knows is sha1, and many hubs know no other.
        var actual = method.Trim().ToLowerInvariant() switch
        {
#pragma warning disable CA5350 // An HMAC does not suffer from collisions of its hash.
            "sha1" => HMACSHA1.HashData(key, content),
#pragma warning restore CA5350
            "sha256" => HMACSHA256.HashData(key, content),
            "sha384" => HMACSHA384.HashData(key, content),
            "sha512" => HMACSHA512.HashData(key, content),
            _ => null,
        };
        return actual is not null
            && CryptographicOperations.FixedTimeEquals(
                Encoding.ASCII.GetBytes(Convert.ToHexStringLower(actual)), Encoding.ASCII.GetBytes(stated.Trim().ToLowerInvariant()));
    }
}
