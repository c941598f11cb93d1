using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Yunhepan.FeedBot.Articles.Text;

namespace Yunhepan.FeedBot.Articles.Storage;

/// <summary>
/// Implements search, fingerprints and keys on SQLite: an FTS5 table without a copy of the text
/// (https://www.sqlite.org/fts5.html#contentless_delete_tables), whose row ids are those of the articles.
/// </summary>
internal static class SqliteIndex
{
    /// <summary>
    /// The tables that EF Core cannot describe. Search words are already folded and split, with spaces between them; every other
    /// letter belongs to a word ("ascii").
    /// </summary>
    public const string Schema =
        """
        CREATE TABLE story_fingerprints (
            "Hash" INTEGER NOT NULL,
            "ArticleId" INTEGER NOT NULL,
            CONSTRAINT "PK_story_fingerprints" PRIMARY KEY ("Hash", "ArticleId")) WITHOUT ROWID;
        CREATE TABLE article_keys (
            "Hash" INTEGER NOT NULL,
            "ArticleId" INTEGER NOT NULL,
            CONSTRAINT "PK_article_keys" PRIMARY KEY ("Hash", "ArticleId")) WITHOUT ROWID;
        CREATE VIRTUAL TABLE article_search USING fts5(words, content='', contentless_delete=1, tokenize='ascii');
        """;

    /// <summary>
    /// The number of postings read per fingerprint: many articles share a site's own phrases, and only the newest can matter.
    /// </summary>
    private const int PostingsRead = 32;

    public static async Task WriteAsync(DbContext db, IReadOnlyList<IndexEntry> entries, CancellationToken cancellationToken)
    {
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        var transaction = (SqliteTransaction)db.Database.CurrentTransaction!.GetDbTransaction();
        await using var words = Command("INSERT OR REPLACE INTO article_search(rowid, words) VALUES ($id, $words)");
        var wordsId = words.Parameters.Add("$id", SqliteType.Integer);
        var wordsText = words.Parameters.Add("$words", SqliteType.Text);
        foreach (var entry in entries)
        {
            wordsId.Value = entry.ArticleId;
            wordsText.Value = string.Join(' ', entry.Words);
            await words.ExecuteNonQueryAsync(cancellationToken);
        }

        await PairsAsync("story_fingerprints", entries.SelectMany(e => e.Fingerprints.Select(f => ((long)f, e.ArticleId))));
        await PairsAsync("article_keys", entries.SelectMany(e => e.Keys.Select(k => (k, e.ArticleId))));

        // One statement in the order of the table, because a dozen per article would be far more statements than articles.
        async Task PairsAsync(string table, IEnumerable<(long Hash, long ArticleId)> pairs)
        {
            await using var insert = Command($"""
                INSERT OR IGNORE INTO {table} ("Hash", "ArticleId") SELECT value ->> 0, value ->> 1 FROM json_each($pairs)
                """);
            insert.Parameters.AddWithValue("$pairs", JsonSerializer.Serialize(pairs.Order().Select(p => new[] { p.Hash, p.ArticleId })));
            await insert.ExecuteNonQueryAsync(cancellationToken);
        }

        SqliteCommand Command(string sql)
        {
            var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = sql;
            return command;
        }
    }

    public static string Match(SearchTerms terms)
    {
        var wanted = string.Join(" AND ", terms.Wanted.Select(Phrase));
        return terms.Unwanted.Count == 0 ? wanted : $"({wanted}) NOT ({string.Join(" OR ", terms.Unwanted.Select(Phrase))})";
    }

    // json_each comes first, then the postings of each: CROSS JOIN fixes this order in SQLite.
    public static (string Sql, object Parameter) SharingFingerprints(int[] fingerprints) => (
        string.Create(CultureInfo.InvariantCulture, $$"""
            SELECT f."Hash", f."ArticleId" FROM json_each({0}) AS h CROSS JOIN story_fingerprints AS f
            WHERE f."Hash" = h.value AND f."ArticleId" >= COALESCE((
                SELECT "ArticleId" FROM story_fingerprints WHERE "Hash" = h.value
                ORDER BY "ArticleId" DESC LIMIT 1 OFFSET {{PostingsRead - 1}}), 0)
            """),
        JsonSerializer.Serialize(fingerprints));

    // Words are only letters and digits, so nothing in them can end the quotes.
    private static string Phrase(IReadOnlyList<string> words) => words is [var only] && SearchText.IsSingleIdeograph(only)
        ? $"\"{only}\" *"
        : $"\"{string.Join(' ', words)}\"";
}
