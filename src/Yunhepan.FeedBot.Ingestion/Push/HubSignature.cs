using System.Security.Cryptography;
using System.Text;

namespace Yunhepan.FeedBot.Ingestion.Push;

/// <summary>Verifies <c>X-Hub-Signature: method=hex</c> (WebSub section 7).</summary>
internal static class HubSignature
{
    /// <param name="header">The header as received; a missing header is not a valid signature.</param>
    /// <param name="secret">The secret that we gave the hub.</param>
    /// <param name="content">The exact bytes of the body.</param>
    public static bool IsValid(string? header, string secret, ReadOnlySpan<byte> content)
    {
        if (header?.Split('=', 2) is not [var method, var stated] || stated.Length > 128)
            return false;
        var key = Encoding.UTF8.GetBytes(secret);
        // The hub chooses the method; sha1 is the weakest in the specification, and many hubs support no other.
        var actual = method.Trim().ToLowerInvariant() switch
        {
#pragma warning disable CA5350 // Collisions of the hash do not weaken an HMAC.
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
