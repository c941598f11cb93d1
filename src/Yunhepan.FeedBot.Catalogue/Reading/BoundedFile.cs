namespace Yunhepan.FeedBot.Catalogue.Reading;

/// <summary>Reads a file that a user names: whatever its path leads to, it is read within bounds or refused in one
/// line.</summary>
public static class BoundedFile
{
    private const int Largest = 64 * 1024 * 1024;

    /// <summary>The time limit, because a pipe may have no writer.</summary>
    private static readonly TimeSpan ReadTimeout = TimeSpan.FromSeconds(20);

    /// <summary>Reads the whole file, at most 64 MB.</summary>
    /// <exception cref="IOException">The file cannot be read; the message says why, without the path.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(path) || path.Contains('\0', StringComparison.Ordinal))
            throw new IOException("the path is empty or names no file");
        if (Directory.Exists(path))
            throw new IOException("the path is a folder, not a document");
        try
        {
            // Pipes and devices block the thread that opens or reads them, and the call cannot be interrupted.
            return await Task.Run(() => ReadBoundedAsync(path, cancellationToken), cancellationToken)
                .WaitAsync(ReadTimeout, cancellationToken);
        }
        catch (TimeoutException e)
        {
            throw new IOException($"reading did not end within {ReadTimeout.TotalSeconds:0} s", e);
        }
        catch (FileNotFoundException e)
        {
            throw new FileNotFoundException(FileFault.InWords(e), e);
        }
        catch (DirectoryNotFoundException e)
        {
            throw new DirectoryNotFoundException(FileFault.InWords(e), e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new IOException(FileFault.InWords(e), e);
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadBoundedAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
        using var content = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (await file.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            if (content.Length + read > Largest)
                throw new IOException($"the file is larger than the limit of {Largest / 1024 / 1024} MB");
            content.Write(buffer, 0, read);
        }

        return content.GetBuffer().AsMemory(0, (int)content.Length);
    }
}
