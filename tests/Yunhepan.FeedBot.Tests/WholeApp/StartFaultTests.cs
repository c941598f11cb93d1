using System.Net;
using System.Net.Sockets;

namespace Yunhepan.FeedBot.Tests.WholeApp;

/// <summary>An error that prevents the start is one line on standard error that says what and where, with exit code 1.</summary>
[Collection(WholeAppTests.Name)]
public sealed class StartFaultTests
{
    [Fact]
    public async Task A_broken_feeds_json_is_named_with_line_and_column()
    {
        await using var rig = await WholeAppRig.StartAsync();
        File.WriteAllText(rig.FeedsFile, "{\n  \"sources\": [\n    { \"url\": \"http://a.example/\", \"evry\": \"5m\" }\n  ]\n}\n");
        var line = (await EndAsync(rig)).TheOneLine;
        Assert.Contains("feeds.json(3,", line, StringComparison.Ordinal);
        Assert.Contains("did you mean \"every\"?", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_feeds_json_is_named()
    {
        await using var rig = await WholeAppRig.StartAsync();
        File.Delete(rig.FeedsFile);
        var end = await EndAsync(rig);
        Assert.Equal(1, end.ExitCode);
        Assert.Contains(rig.FeedsFile, end.Error[0], StringComparison.Ordinal);
        Assert.Contains(end.Error, line => line.Contains("feedbot demo", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_data_folder_in_use_is_left_to_the_one_who_has_it()
    {
        await using var rig = await WholeAppRig.StartAsync();
        rig.Environment.Remove("Telegram__Token");
        await using var first = await rig.RunAsync();
        var line = (await EndAsync(rig)).TheOneLine;
        Assert.Contains(rig.DataFolder, line, StringComparison.Ordinal);
        Assert.Contains("in use by another FeedBot", line, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await first.AskAsync("/readyz")).StatusCode);
    }

    [Fact]
    public void A_lock_that_is_left_over_and_cannot_be_opened_is_not_taken_for_another_FeedBot()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("What cannot be opened for writing is different elsewhere.");
            return;
        }

        using var folder = new TestFolder();
        // A program that runs cannot be opened for writing, as nothing can on a disk that has become read-only.
        File.CreateSymbolicLink(folder.PathOf("feedbot.lock"), Environment.ProcessPath!);
        using var data = new Hosting.DataFolder(folder.Path);
        var fault = Assert.Throws<Hosting.StartException>(data.Take);
        Assert.DoesNotContain("in use", fault.Message, StringComparison.Ordinal);
        Assert.Contains("written", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_made_is_named()
    {
        await using var rig = await WholeAppRig.StartAsync();
        File.WriteAllText(rig.DataFolder, "a file");
        var line = (await EndAsync(rig)).TheOneLine;
        Assert.Contains(rig.DataFolder, line, StringComparison.Ordinal);
        Assert.Contains("--data", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_written_is_named()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Modes of files are Unix's.");
            return;
        }

        await using var rig = await WholeAppRig.StartAsync();
        Directory.CreateDirectory(rig.DataFolder);
        File.SetUnixFileMode(rig.DataFolder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var line = (await EndAsync(rig)).TheOneLine;
        Assert.Contains(rig.DataFolder, line, StringComparison.Ordinal);
        Assert.Contains("--data", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_database_is_named_and_left_as_it_is()
    {
        await using var rig = await WholeAppRig.StartAsync();
        Directory.CreateDirectory(rig.DataFolder);
        var database = Path.Combine(rig.DataFolder, "feedbot.db");
        var damaged = Enumerable.Repeat("no database at all\n", 500).SelectMany(line => line).Select(c => (byte)c).ToArray();
        File.WriteAllBytes(database, damaged);
        var line = (await EndAsync(rig)).TheOneLine;
        Assert.Contains(database, line, StringComparison.Ordinal);
        Assert.Contains("restore a backup", line, StringComparison.Ordinal);
        Assert.Equal(damaged, File.ReadAllBytes(database));
    }

    [Fact]
    public async Task A_port_in_use_is_named()
    {
        await using var rig = await WholeAppRig.StartAsync();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var address = $"http://{taken.LocalEndpoint}";
        var end = await rig.CommandAsync("run", "--urls", address, "--data", rig.DataFolder, "--feeds", rig.FeedsFile);
        Assert.Contains(address, end.TheOneLine, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Fetching__MaxBodyBytes", "0", "MaxBodyBytes")]
    [InlineData("Alerts__InTheAir", "many", "InTheAir")]
    [InlineData("Telegram__BaseUrl", "telegram", "Telegram:BaseUrl")]
    public async Task A_wrong_option_is_named(string key, string value, string named)
    {
        await using var rig = await WholeAppRig.StartAsync();
        rig.Environment[key] = value;
        Assert.Contains(named, (await EndAsync(rig)).TheOneLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_word_on_the_command_line_is_misuse()
    {
        using var folder = new TestFolder();
        var end = await FeedBotProcess.RunToEndAsync(folder.Path, ["run", "--dta", "x"]);
        Assert.Equal(2, end.ExitCode);
        Assert.Contains(end.Error, line => line.Contains("--dta", StringComparison.Ordinal));
        Assert.False(Directory.Exists(folder.PathOf("data")));
    }

    private static async Task<Ended> EndAsync(WholeAppRig rig)
    {
        await using var process = rig.Launch();
        return await process.WaitForExitAsync();
    }
}
