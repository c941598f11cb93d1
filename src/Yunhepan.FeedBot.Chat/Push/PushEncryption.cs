using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Yunhepan.FeedBot.Chat.Push;

/// <summary>Encrypts a message for one browser (RFC 8291), as a single record of <c>aes128gcm</c> (RFC 8188).</summary>
internal static class PushEncryption
{
    public const int KeyBytes = 65;
    public const int SecretBytes = 16;

    /// <summary>The longest message: a push service need not accept a body of more than 4096 bytes (RFC 8030).</summary>
    public const int MaxBytes = RecordSize - HeaderBytes - TagBytes - 1;

    private const int RecordSize = 4096;
    private const int SaltBytes = 16;
    private const int HeaderBytes = SaltBytes + sizeof(uint) + 1 + KeyBytes;
    private const int TagBytes = 16;
    private const byte Uncompressed = 4;

    // Ends the text of the last record.
    private const byte LastRecord = 2;

    /// <summary>Returns true if it is the key of a browser: a point on the curve.</summary>
    public static bool IsKey(byte[] key)
    {
        if (key is not { Length: KeyBytes } || key[0] != Uncompressed)
            return false;
        try
        {
            using var imported = ECDiffieHellman.Create(ParametersOf(key));
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    public static byte[] Encrypt(ReadOnlySpan<byte> text, byte[] key, byte[] secret)
    {
        using var sender = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        return Encrypt(text, key, secret, sender, RandomNumberGenerator.GetBytes(SaltBytes));
    }

    /// <param name="sender">A key for this message only.</param>
    internal static byte[] Encrypt(ReadOnlySpan<byte> text, byte[] key, byte[] secret, ECDiffieHellman sender, byte[] salt)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(text.Length, MaxBytes, nameof(text));
        var senderKey = PointOf(sender.ExportParameters(false).Q);
        var (contentKey, nonce) = KeysOf(Shared(sender, senderKey, key, secret), salt);

        var message = new byte[HeaderBytes + text.Length + 1 + TagBytes];
        salt.CopyTo(message, 0);
        BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(SaltBytes), RecordSize);
        message[SaltBytes + sizeof(uint)] = KeyBytes;
        senderKey.CopyTo(message, HeaderBytes - KeyBytes);
        var body = message.AsSpan(HeaderBytes);
        Span<byte> plain = new byte[text.Length + 1];
        text.CopyTo(plain);
        plain[^1] = LastRecord;
        using var cipher = new AesGcm(contentKey, TagBytes);
        cipher.Encrypt(nonce, plain, body[..^TagBytes], body[^TagBytes..]);
        return message;
    }

    /// <summary>Returns a point in the form in which browsers and push services take it.</summary>
    public static byte[] PointOf(ECPoint point) => [Uncompressed, .. point.X!, .. point.Y!];

    private static byte[] Shared(ECDiffieHellman sender, byte[] senderKey, byte[] key, byte[] secret)
    {
        using var receiver = ECDiffieHellman.Create(ParametersOf(key));
        using var receiverKey = receiver.PublicKey;
        return HKDF.DeriveKey(
            HashAlgorithmName.SHA256, sender.DeriveRawSecretAgreement(receiverKey), SHA256.HashSizeInBytes, secret,
            [.. "WebPush: info\0"u8, .. key, .. senderKey]);
    }

    private static (byte[] ContentKey, byte[] Nonce) KeysOf(byte[] shared, byte[] salt) => (
        HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, 16, salt, [.. "Content-Encoding: aes128gcm\0"u8]),
        HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, 12, salt, [.. "Content-Encoding: nonce\0"u8]));

    private static ECParameters ParametersOf(byte[] key) => new()
    {
        Curve = ECCurve.NamedCurves.nistP256,
        Q = new ECPoint { X = key[1..33], Y = key[33..] },
    };
}
