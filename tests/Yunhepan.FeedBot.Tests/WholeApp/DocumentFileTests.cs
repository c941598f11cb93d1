using System.Diagnostics;
using Yunhepan.FeedBot.Ingestion.Documents;

namespace Yunhepan.FeedBot.Tests.WholeApp;

/// <summary>For any path, inspect ends soon with a document or one line.</summary>
[Collection(WholeAppTests.Name)]
public sealed class DocumentFileTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("nul\0byte")]
    [InlineData(".")]
    [InlineData("no/such/file")]
    public async Task A_path_that_leads_to_no_document_is_refused(string path) =>
        Assert.DoesNotContain('\n', (await Assert.ThrowsAnyAsync<IOException>(() => DocumentFile.ReadAsync(path, Token))).Message);

    [Fact]
    public async Task A_device_that_never_ends_is_refused()
    {
        if (!File.Exists("/dev/zero"))
            Assert.Skip("There is no such device here.");
        Assert.Contains("larger", (await Assert.ThrowsAnyAsync<IOException>(() => DocumentFile.ReadAsync("/dev/zero", Token))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_says_so_in_one_line()
    {
        using var folder = new TestFolder();
        folder.Write("list.opml", "<opml version=\"2.0\"><body><outline text=\"A\" xmlUrl=\"https://a.example/feed\"/></body></opml>");
        string[][] commands =
        [
            ["inspect", ""], ["import", "."], ["inspect", "--batch", ""], ["inspect", "--batch", "."],
            ["check", ""], ["check", "."], ["rules", "replay", "--feeds", ""], ["import", "list.opml", "--feeds", ""],
            ["db", "backup", ""], ["db", "migrate", "--data", ""], ["demo", "--data", ""],
        ];
        foreach (var command in commands)
        {
            var end = await FeedBotProcess.RunToEndAsync(folder.Path, command);
            Assert.True(end.ExitCode == 1, string.Join(' ', command));
            Assert.Matches("(names no (file|folder)|is a folder)", end.TheOneLine);
        }
    }

    [Fact]
    public async Task A_device_that_never_ends_is_refused_by_whatever_command()
    {
        if (!File.Exists("/dev/zero"))
            Assert.Skip("There is no such device here.");
        using var folder = new TestFolder();
        folder.Write("list.opml", "<opml version=\"2.0\"><body><outline text=\"A\" xmlUrl=\"https://a.example/feed\"/></body></opml>");
        foreach (var command in (string[][])[["check", "/dev/zero"], ["inspect", "--batch", "/dev/zero"], ["import", "list.opml", "--feeds", "/dev/zero"]])
        {
            var end = await FeedBotProcess.RunToEndAsync(folder.Path, command);
            Assert.Equal(1, end.ExitCode);
            Assert.Contains("larger than the limit of 64 MB", end.TheOneLine, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_pipe_is_read_like_a_file()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("Named pipes are Unix's.");
        using var folder = new TestFolder();
        var pipe = folder.PathOf("pipe");
        using (var make = Process.Start("mkfifo", [pipe]))
            await make.WaitForExitAsync(Token);
        using var writer = Process.Start("/bin/sh", ["-c", $"printf '<p>hello' > '{pipe}'"]);

        Assert.Equal("<p>hello"u8.ToArray(), (await DocumentFile.ReadAsync(pipe, Token)).ToArray());
        await writer.WaitForExitAsync(Token);
    }
}
