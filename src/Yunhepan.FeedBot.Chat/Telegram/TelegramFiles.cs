using Telegram.Bot;
using Telegram.Bot.Exceptions;

namespace Yunhepan.FeedBot.Chat.Telegram;

/// <summary>Downloads files that people send, up to a size.</summary>
internal static class TelegramFiles
{
    /// <summary>Returns the bytes of a file; null if it is larger or cannot be had.</summary>
    public static async Task<byte[]?> DownloadAsync(
        TelegramConnection connection, string fileId, int most, CancellationToken cancellationToken)
    {
        try
        {
            var file = await connection.Calls.GetFile(fileId, cancellationToken);
            if (file.FilePath is not { } path || file.FileSize > most)
                return null;
            using var bytes = new BoundedStream(most);
            await connection.Calls.DownloadFile(path, bytes, cancellationToken);
            return bytes.ToArray();
        }
        catch (Exception e) when (e is RequestException or HttpRequestException or IOException)
        {
            return null;
        }
    }

    /// <summary>A server may send more than it stated.</summary>
    private sealed class BoundedStream(int most) : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count)
        {
            Check(count);
            base.Write(buffer, offset, count);
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            Check(buffer.Length);
            base.Write(buffer);
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            Check(count);
            return base.WriteAsync(buffer, offset, count, cancellationToken);
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Check(buffer.Length);
            return base.WriteAsync(buffer, cancellationToken);
        }

        private void Check(int count)
        {
            if (Length + count > most)
                throw new IOException($"The file is larger than {most} bytes.");
        }
    }
}
