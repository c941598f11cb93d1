using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using QRCoder;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Chat.Web;

/// <summary>A QR code as one path: sharp at any size.</summary>
/// <param name="Size">The number of its rows and columns.</param>
internal sealed record WebCode(int Size, string Path);

/// <summary>What takes a chat to another device.</summary>
internal sealed record WebTransfer(string Link, WebCode Code);

/// <summary>What the page of another device has got from the link.</summary>
internal sealed record WebTransferInput(string? Token);

/// <summary>
/// Takes the secret of a chat to another device by a link that works once. The link contains the key; what is stored tells nobody
/// the secret. Scoped, like the store.
/// </summary>
internal sealed class WebTransfers(ChatTransfers transfers, TimeProvider time)
{
    private const int TokenBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <param name="page">The address of the page.</param>
    public async Task<WebTransfer> CreateAsync(string chatId, string secret, string page, CancellationToken cancellationToken)
    {
        var token = RandomNumberGenerator.GetBytes(TokenBytes);
        await transfers.AddAsync(
            new ChatTransfer
            {
                TokenHash = Hash(token), ChatId = chatId, Sealed = Seal(token, secret), Until = time.GetUtcNow() + Lifetime,
            },
            cancellationToken);
        // What is behind the # is sent to no server, and stands in no log.
        var link = $"{page}#move={Base64Url.EncodeToString(token)}";
        return new WebTransfer(link, Draw(link));
    }

    /// <returns>The secret of the chat; null if the link is unknown, was used or is too old.</returns>
    public async Task<string?> TakeAsync(string? token, CancellationToken cancellationToken)
    {
        var bytes = new byte[TokenBytes];
        if (token is null || !Base64Url.IsValid(token, out var length) || length != TokenBytes
            || !Base64Url.TryDecodeFromChars(token, bytes, out _))
            return null;
        return await transfers.TakeAsync(Hash(bytes), cancellationToken) is { } found ? Open(bytes, found.Sealed) : null;
    }

    private static string Hash(byte[] token) => Convert.ToHexStringLower(SHA256.HashData(token));

    private static byte[] KeyOf(byte[] token) => HKDF.DeriveKey(HashAlgorithmName.SHA256, token, 32, info: [.. "feedbot chat transfer"u8]);

    private static byte[] Seal(byte[] token, string secret)
    {
        var text = Encoding.ASCII.GetBytes(secret);
        var result = new byte[NonceBytes + text.Length + TagBytes];
        var nonce = result.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(KeyOf(token), TagBytes);
        cipher.Encrypt(nonce, text, result.AsSpan(NonceBytes, text.Length), result.AsSpan(NonceBytes + text.Length));
        return result;
    }

    private static string Open(byte[] token, byte[] stored)
    {
        var text = new byte[stored.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(KeyOf(token), TagBytes);
        cipher.Decrypt(stored.AsSpan(0, NonceBytes), stored.AsSpan(NonceBytes, text.Length), stored.AsSpan(NonceBytes + text.Length), text);
        return Encoding.ASCII.GetString(text);
    }

    private static WebCode Draw(string address)
    {
        using var data = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
        var rows = data.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows[y].Count; x++)
            {
                if (rows[y][x])
                    path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
            }
        }

        return new WebCode(rows.Count, path.ToString());
    }
}
