using Microsoft.Data.Sqlite;
using Yunhepan.FeedBot.Catalogue.Reading;

namespace Yunhepan.FeedBot.Articles.Storage;

/// <summary>Writes a consistent copy of the database while it is in use.</summary>
public static class DatabaseBackup
{
    /// <exception cref="DatabaseException">There is nothing to copy, the target exists or cannot be written, or the engine has
    /// its own tool.</exception>
    public static async Task WriteAsync(DatabaseLocation location, string targetPath, CancellationToken cancellationToken)
    {
        if (location is not DatabaseLocation.SqliteFile file)
            throw new DatabaseException("PostgreSQL is backed up with its own pg_dump");
        if (!File.Exists(file.Path))
            throw new DatabaseException($"Database {file.Path} does not exist (see --data)");
        if (Directory.Exists(targetPath))
            throw new DatabaseException($"{targetPath} is a folder; name a file in it");
        if (File.Exists(targetPath))
            throw new DatabaseException($"{targetPath} exists already; nothing was written");

        try
        {
            await using var connection = new SqliteConnection(file.ConnectionString);
            await connection.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            // One read transaction, so the copy is consistent; it is compact as well (https://www.sqlite.org/lang_vacuum.html).
            command.CommandText = "VACUUM INTO $target";
            command.Parameters.AddWithValue("$target", targetPath);
            // VACUUM INTO accepts an empty file and keeps its mode.
            PrivateFile.Create(targetPath);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            if (new FileInfo(targetPath) is { Exists: true, Length: 0 } empty)
                empty.Delete();
            throw new DatabaseException($"{targetPath} cannot be written: {FileFault.InWords(e)}", e);
        }
    }
}
