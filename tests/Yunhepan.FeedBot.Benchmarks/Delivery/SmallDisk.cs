using System.Diagnostics;

namespace Yunhepan.FeedBot.Benchmarks.Delivery;

/// <summary>A file system in memory that can be filled completely. Mounting it needs root.</summary>
internal sealed class SmallDisk : IDisposable
{
    private const string Size = "256m";

    private SmallDisk(string folder) => Folder = folder;

    public string Folder { get; }

    private string Ballast => Path.Combine(Folder, "ballast");

    /// <exception cref="InvalidOperationException">The disk cannot be mounted.</exception>
    public static async Task<SmallDisk> MountAsync()
    {
        var folder = Directory.CreateTempSubdirectory("feedbot-disk-").FullName;
        await RunAsync("mount", "-t", "tmpfs", "-o", $"size={Size}", "none", folder);
        return new SmallDisk(folder);
    }

    /// <summary>Fills the disk to the last byte.</summary>
    public async Task FillAsync()
    {
        await using var ballast = new FileStream(Ballast, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1);
        var block = new byte[64 * 1024];
        for (var size = block.Length; size > 0; size /= 2)
        {
            try
            {
                while (true)
                {
                    ballast.Write(block.AsSpan(0, size));
                    ballast.Flush();
                }
            }
            catch (IOException)
            {
                // The disk is full for a piece of this size; a smaller one may still fit.
            }
        }
    }

    public void Free() => File.Delete(Ballast);

    public void Dispose()
    {
        using var unmount = Process.Start("umount", ["-l", Folder]);
        unmount.WaitForExit();
        Directory.Delete(Folder);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: a small disk needs root.");
    }
}
