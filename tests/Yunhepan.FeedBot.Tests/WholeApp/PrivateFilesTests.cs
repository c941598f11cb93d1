using Yunhepan.FeedBot.Hosting;

namespace Yunhepan.FeedBot.Tests.WholeApp;

/// <summary>Other users of the machine cannot access the files of the service.</summary>
[Collection(WholeAppTests.Name)]
public sealed class PrivateFilesTests
{
    private const UnixFileMode Open = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode OpenFolder = Open | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    [Fact]
    public async Task Folder_database_and_backup_are_their_owners_alone_and_an_open_folder_is_closed_at_the_start()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Modes of files are Unix's.");
            return;
        }

        await using var rig = await WholeAppRig.StartAsync();
        rig.Environment.Remove("Telegram__Token");
        Directory.CreateDirectory(rig.DataFolder, OpenFolder);
        File.SetUnixFileMode(rig.DataFolder, OpenFolder);
        await using (var process = await rig.RunAsync())
        {
            await process.WaitForLineAsync(line => line.Contains("was open to others", StringComparison.Ordinal), "that the folder was mended");
            Assert.Equal(PrivateFiles.FolderMode, File.GetUnixFileMode(rig.DataFolder));
            var files = Directory.GetFiles(rig.DataFolder);
            Assert.Contains(files, file => file.EndsWith("-wal", StringComparison.Ordinal));
            foreach (var file in files)
                Assert.Equal(PrivateFiles.FileMode, File.GetUnixFileMode(file));
            Assert.Equal(0, (await rig.CommandAsync("db", "backup", "copy.db", "--data", rig.DataFolder)).ExitCode);
            Assert.Equal(PrivateFiles.FileMode, File.GetUnixFileMode(rig.Folder.PathOf("copy.db")));
        }
    }

    [Fact]
    public void Permissions_of_our_files_are_restricted_and_others_are_left_unchanged()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Modes of files are Unix's.");
            return;
        }

        using var folder = new TestFolder();
        Directory.CreateDirectory(folder.PathOf("keys"));
        string[] ours = ["feedbot.db", "feedbot.db-wal", Path.Combine("keys", "key-1.xml")];
        foreach (var name in ours.Append("notes.txt"))
        {
            File.WriteAllText(folder.PathOf(name), "x");
            File.SetUnixFileMode(folder.PathOf(name), Open);
        }

        var lines = PrivateFiles.Mend(folder.Path);

        foreach (var name in ours)
            Assert.Equal(PrivateFiles.FileMode, File.GetUnixFileMode(folder.PathOf(name)));
        Assert.All(ours, name => Assert.Contains(lines, line => line.Contains(folder.PathOf(name), StringComparison.Ordinal)));
        Assert.Equal(Open, File.GetUnixFileMode(folder.PathOf("notes.txt")));
        Assert.Empty(PrivateFiles.Mend(folder.Path));
    }

    [Fact]
    public void A_folder_that_all_share_is_not_closed()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Modes of files are Unix's.");
            return;
        }

        using var folder = new TestFolder();
        var shared = Directory.CreateDirectory(folder.PathOf("shared")).FullName;
        File.SetUnixFileMode(shared, OpenFolder | UnixFileMode.StickyBit);

        PrivateFiles.Mend(shared);

        Assert.Equal(OpenFolder | UnixFileMode.StickyBit, File.GetUnixFileMode(shared));
    }
}
