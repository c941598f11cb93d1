using System.Diagnostics;
using Yunhepan.FeedBot.Cli;

namespace Yunhepan.FeedBot.Tests.WholeApp;

/// <summary>Whatever stands behind a path, inspect ends soon with a document or one line.</summary>
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
        foreach (var path in (string[])["", "."])
        {
            foreach (var command in (string[])["inspect", "import"])
            {
                var end = await FeedBotProcess.RunToEndAsync(folder.Path, [command, path]);
                Assert.Equal(1, end.ExitCode);
                Assert.StartsWith("feedbot: ", end.TheOneLine, StringComparison.Ordinal);
            }
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
