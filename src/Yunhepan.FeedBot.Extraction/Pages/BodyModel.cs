using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>
/// Estimates how likely a line is part of the article: a sum of small decision trees over <see cref="LineFeatures"/>, trained on
/// labelled pages by the <c>train-body</c> command of the benchmarks.
/// </summary>
internal sealed class BodyModel
{
    /// <summary>The lines that are judged together: one for each lane of a vector.</summary>
    private const int LinesAtOnce = 8;

    private readonly Tree[] _trees;
    private readonly Test[][] _tests;
    private readonly float[] _leaves;
    private readonly int _leavesOfTree;
    private readonly double _slope;
    private readonly double _offset;

    private BodyModel(Tree[] trees, double slope, double offset)
    {
        (_trees, _slope, _offset) = (trees, slope, offset);
        _leavesOfTree = trees.Max(t => t.Leaves.Length);
        if (_leavesOfTree > 64)
            throw new InvalidDataException($"a tree has {_leavesOfTree} leaves; at most 64 are supported");
        _leaves = new float[trees.Length * _leavesOfTree];
        for (var i = 0; i < trees.Length; i++)
            trees[i].Leaves.CopyTo(_leaves, i * _leavesOfTree);
        _tests = [.. trees.SelectMany((tree, i) => tree.Tests(i)).GroupBy(t => t.Feature).OrderBy(g => g.Key)
            .Select(g => g.OrderBy(t => t.Limit).ToArray())];
    }

    /// <summary>The model that is embedded in this build.</summary>
    public static BodyModel Current { get; } = Load();

    /// <summary>Returns the features of some lines, one line after the other; they need not be valid after the next call.</summary>
    public delegate ReadOnlySpan<float> Rows(int first, int count);

    /// <summary>Returns the probability of each line, from 0 to 1, that it belongs to the article.</summary>
    public double[] Probabilities(int lines, Rows rows)
    {
        var probabilities = new double[lines];
        var columns = new Vector512<double>[_tests.Max(t => t[0].Feature) + 1];
        var open = new Vector512<ulong>[_trees.Length];
        for (var first = 0; first < lines; first += LinesAtOnce)
        {
            var count = Math.Min(LinesAtOnce, lines - first);
            var features = rows(first, count);
            var width = features.Length / count;
            var cells = MemoryMarshal.Cast<Vector512<double>, double>(columns.AsSpan());
            for (var i = 0; i < count; i++)
            {
                var row = features.Slice(i * width, width);
                for (var feature = 0; feature < columns.Length; feature++)
                    cells[feature * LinesAtOnce + i] = row[feature];
            }
            Rule(columns, open);
            for (var i = 0; i < count; i++)
                probabilities[first + i] = 1 / (1 + Math.Exp(_slope * Sum(open, i) + _offset));
        }
        return probabilities;
    }

    /// <summary>
    /// Leaves of each tree the leaves open that no failed test closes; the first of them is the one that a walk would reach. Going
    /// through the tests feature by feature, in the order of their limits, avoids the mispredicted branches of three hundred walks
    /// (Lucchese et al., QuickScorer, 2015).
    /// </summary>
    private void Rule(ReadOnlySpan<Vector512<double>> columns, Span<Vector512<ulong>> open)
    {
        open.Fill(Vector512<ulong>.AllBitsSet);
        foreach (var tests in _tests)
        {
            var column = columns[tests[0].Feature];
            foreach (ref readonly var test in tests.AsSpan())
            {
                var passed = Vector512.LessThanOrEqual(column, Vector512.Create(test.Limit)).AsUInt64();
                if (passed == Vector512<ulong>.AllBitsSet)
                    break;
                open[test.Tree] &= passed | Vector512.Create(test.Right);
            }
        }
    }

    private double Sum(ReadOnlySpan<Vector512<ulong>> open, int lane)
    {
        var sum = 0.0;
        var all = MemoryMarshal.Cast<Vector512<ulong>, ulong>(open);
        for (var tree = 0; tree < open.Length; tree++)
            sum += _leaves[tree * _leavesOfTree + BitOperations.TrailingZeroCount(all[tree * LinesAtOnce + lane])];
        return sum;
    }

    /// <summary>
    /// Returns how much each feature contributed for or against the article: the output of a tree, minus its mean over all
    /// leaves, is divided among the features on its path.
    /// </summary>
    public Dictionary<int, double> Reasons(ReadOnlySpan<float> features)
    {
        var reasons = new Dictionary<int, double>();
        var asked = new List<int>();
        foreach (var tree in _trees)
        {
            asked.Clear();
            var word = (tree.Leaf(features, asked) - tree.Mean) * -_slope;
            foreach (var feature in asked)
                reasons[feature] = reasons.GetValueOrDefault(feature) + word / asked.Count;
        }
        return reasons;
    }

    public static BodyModel Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new Reader(bytes);
        var (slope, offset) = (reader.Single(), reader.Single());
        var trees = new Tree[reader.Int16()];
        for (var i = 0; i < trees.Length; i++)
        {
            var nodes = new Node[reader.Int16()];
            for (var n = 0; n < nodes.Length; n++)
                nodes[n] = new Node(reader.Int16(), reader.Single(), reader.Int16(), reader.Int16());
            var leaves = new float[nodes.Length + 1];
            for (var n = 0; n < leaves.Length; n++)
                leaves[n] = reader.Single();
            trees[i] = new Tree(nodes, leaves);
        }
        return new BodyModel(trees, slope, offset);
    }

    private static BodyModel Load()
    {
        using var stream = typeof(BodyModel).Assembly.GetManifestResourceStream("body-lines.model")
            ?? throw new InvalidOperationException("the assembly contains no resource body-lines.model");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return Read(bytes);
    }

    /// <param name="Feature">Index of the feature in <see cref="LineFeatures.Names"/>.</param>
    /// <param name="Limit">Values up to this limit go left.</param>
    /// <param name="Left">The next node, or the complement of a leaf's number.</param>
    /// <param name="Right">The same for values above the limit.</param>
    private readonly record struct Node(short Feature, float Limit, short Left, short Right);

    /// <param name="Feature">Index of the feature.</param>
    /// <param name="Limit">Values up to this limit pass.</param>
    /// <param name="Tree">The number of the tree.</param>
    /// <param name="Right">The leaves that stay open if the test fails, a bit for each, from left to right: all that do not lie on its
    /// left.</param>
    private readonly record struct Test(int Feature, double Limit, int Tree, ulong Right);

    private sealed class Tree
    {
        private readonly Node[] _nodes;
        private readonly float[] _leaves;

        public Tree(Node[] nodes, float[] leaves)
        {
            (_nodes, _leaves, Mean) = (nodes, leaves, leaves.Average());
            var ordered = new List<float>(leaves.Length);
            Walk(nodes.Length == 0 ? -1 : 0, ordered, null, 0);
            Leaves = [.. ordered];
        }

        public double Mean { get; }

        /// <summary>The outputs of the leaves, from left to right.</summary>
        public float[] Leaves { get; }

        public List<Test> Tests(int number)
        {
            var tests = new List<Test>(_nodes.Length);
            Walk(_nodes.Length == 0 ? -1 : 0, [], tests, number);
            return tests;
        }

        /// <param name="features">The features of a line.</param>
        /// <param name="asked">Receives the features on the path.</param>
        public float Leaf(ReadOnlySpan<float> features, List<int> asked)
        {
            var at = _nodes.Length == 0 ? -1 : 0;
            while (at >= 0)
            {
                ref readonly var node = ref _nodes[at];
                asked.Add(node.Feature);
                at = features[node.Feature] <= node.Limit ? node.Left : node.Right;
            }
            return _leaves[~at];
        }

        private void Walk(int at, List<float> leaves, List<Test>? tests, int number)
        {
            if (at < 0)
            {
                leaves.Add(_leaves[~at]);
                return;
            }
            var node = _nodes[at];
            var first = leaves.Count;
            Walk(node.Left, leaves, tests, number);
            var left = ((1UL << (leaves.Count - first)) - 1) << first;
            tests?.Add(new Test(node.Feature, node.Limit, number, ~left));
            Walk(node.Right, leaves, tests, number);
        }
    }

    private ref struct Reader(ReadOnlySpan<byte> bytes)
    {
        private ReadOnlySpan<byte> _rest = bytes;

        public short Int16()
        {
            var value = BinaryPrimitives.ReadInt16LittleEndian(_rest);
            _rest = _rest[2..];
            return value;
        }

        public float Single()
        {
            var value = BinaryPrimitives.ReadSingleLittleEndian(_rest);
            _rest = _rest[4..];
            return value;
        }
    }
}
