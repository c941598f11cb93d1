using System.Buffers.Text;

namespace Yunhepan.FeedBot.Chat.Messages;

/// <summary>Encodes the id of an article in 22 characters that buttons and deep links allow.</summary>
internal static class ArticleToken
{
    private const int Length = 22;

    public static string Format(Guid articleId) => Base64Url.EncodeToString(articleId.ToByteArray());

    /// <summary>Returns the id; null if the text is not a token.</summary>
    public static Guid? Find(string text)
    {
        Span<byte> bytes = stackalloc byte[16];
        return text.Length == Length && Base64Url.IsValid(text) && Base64Url.TryDecodeFromChars(text, bytes, out var written)
            && written == 16 ? new Guid(bytes) : null;
    }
}
